package io.pillion.demo;

import io.undertow.util.StatusCodes;
import java.util.random.RandomGenerator;

/** How often a random answer is 200, 404 or 500, relative to each other. */
record RandomWeights(int ok, int notFound, int error) {

  private static final String ALLOWED =
      "three whole numbers from 0 to 1000000, not all 0, as in 90,5,5"
          + " (how often 200, 404 and 500 are answered)";

  RandomWeights {
    if (ok + notFound + error == 0) {
      throw new IllegalArgumentException(ALLOWED);
    }
  }

  /**
   * @param text the weights of 200, 404 and 500, separated by commas
   * @throws IllegalArgumentException saying what is allowed
   */
  static RandomWeights parse(String text) {
    if (!text.matches(" *([0-9]{1,6}|1000000)( *, *([0-9]{1,6}|1000000)){2} *")) {
      throw new IllegalArgumentException(ALLOWED);
    }
    String[] weights = text.trim().split(" *, *", -1);
    return new RandomWeights(
        Integer.parseInt(weights[0]), Integer.parseInt(weights[1]), Integer.parseInt(weights[2]));
  }

  /** Draws 200, 404 or 500. */
  int status(RandomGenerator random) {
    int drawn = random.nextInt(ok + notFound + error);
    if (drawn < ok) {
      return StatusCodes.OK;
    }
    return drawn < ok + notFound ? StatusCodes.NOT_FOUND : StatusCodes.INTERNAL_SERVER_ERROR;
  }
}
