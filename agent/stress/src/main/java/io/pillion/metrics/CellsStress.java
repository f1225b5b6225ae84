package io.pillion.metrics;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Two threads make the window grow at both ends, and count in the same cell while it does. The
 * result: how many cells there are in the end, and what they hold.
 */
@JCStressTest
@Outcome(id = "3, 4", expect = Expect.ACCEPTABLE, desc = "nothing is lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "a count is lost, or a cell is there twice")
@State
public class CellsStress {
  private final Cells cells = new Cells();

  @Actor
  public void below() {
    cells.add(-500, 0, 0);
    cells.add(7, 0, 0);
  }

  @Actor
  public void above() {
    cells.add(500, 0, 0);
    cells.add(7, 0, 0);
  }

  @Arbiter
  public void inTheEnd(JJ_Result result) {
    cells.forEach(
        cell -> {
          result.r1++;
          result.r2 += cell.sum();
        });
  }
}
