package io.pillion.rules.record;

import io.pillion.metrics.SeriesLimit;

/**
 * What one rule takes of the limit that all metrics of the agent share. Safe for use by any thread.
 */
final class Room {
  private final SeriesLimit limit;
  private final int perPoint;
  private int taken;
  private boolean closed;

  /**
   * @param perPoint {@link Series#perPoint}
   */
  Room(SeriesLimit limit, int perPoint) {
    this.limit = limit;
    this.perPoint = perPoint;
  }

  /** Whether a further combination of labels' values would be admitted now. */
  boolean isLeft() {
    return limit.hasRoomFor(perPoint);
  }

  /**
   * @param last as in {@link SeriesLimit#admits}
   */
  synchronized boolean admits(boolean last) {
    if (closed) {
      return true; // a late call's, which nobody will see
    }
    boolean admitted = limit.admits(perPoint, last);
    taken += admitted ? perPoint : 0;
    return admitted;
  }

  /** Counts an observation for whose labels there was no room. */
  void overflowed() {
    limit.overflowed();
  }

  /** Gives back what the rule has taken: it is shown no more. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      limit.release(taken);
    }
  }
}
