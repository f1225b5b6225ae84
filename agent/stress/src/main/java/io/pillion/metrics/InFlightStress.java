package io.pillion.metrics;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * The first two requests of a method begin and end at once. The result: how many are in flight
 * while one is, and in the end.
 */
@JCStressTest
@Outcome(
    id = {"1, 0", "2, 0"},
    expect = Expect.ACCEPTABLE,
    desc = "none is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "one is left, or was never there")
@State
public class InFlightStress {
  private final InFlight inFlight = new InFlight(true);

  @Actor
  public void request() {
    inFlight.at(0).increment();
    inFlight.at(0).decrement();
  }

  @Actor
  public void requestAndScrape(JJ_Result result) {
    inFlight.at(0).increment();
    result.r1 = inFlight.sum();
    inFlight.at(0).decrement();
  }

  @Arbiter
  public void inTheEnd(JJ_Result result) {
    result.r2 = inFlight.sum();
  }
}
