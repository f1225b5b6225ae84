package io.pillion.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the environment says about the app. A variable that is unset or empty takes its default.
 *
 * @param port {@code PORT}: where to listen, 0 for any free port
 * @param checkpointPath {@code CHECKPOINT_PATH}: the file that keeps the counter
 * @param randomWeights {@code RANDOM_WEIGHTS}: what {@code GET /random} answers, how often
 */
record Settings(int port, Path checkpointPath, RandomWeights randomWeights) {

  static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException naming the variable, its value and what is allowed
   */
  static Settings from(Map<String, String> environment) {
    return new Settings(
        port(value(environment, "PORT", "8080")),
        path(value(environment, "CHECKPOINT_PATH", "/data/checkpoint.json")),
        weights(value(environment, "RANDOM_WEIGHTS", "90,5,5")));
  }

  private static String value(Map<String, String> environment, String name, String defaultValue) {
    String value = environment.getOrDefault(name, "").trim();
    return value.isEmpty() ? defaultValue : value;
  }

  private static int port(String value) {
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= MAX_PORT) {
      return Integer.parseInt(value);
    }
    throw invalid("PORT", value, "a number from 0 (any free port) to " + MAX_PORT);
  }

  private static Path path(String value) {
    try {
      return Path.of(value).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw invalid("CHECKPOINT_PATH", value, "a file's path (" + e.getReason() + ")");
    }
  }

  private static RandomWeights weights(String value) {
    try {
      return RandomWeights.parse(value);
    } catch (IllegalArgumentException e) {
      throw invalid("RANDOM_WEIGHTS", value, e.getMessage());
    }
  }

  private static IllegalArgumentException invalid(String name, String value, String allowed) {
    return new IllegalArgumentException(name + "=" + value + " is not valid, allowed: " + allowed);
  }
}
