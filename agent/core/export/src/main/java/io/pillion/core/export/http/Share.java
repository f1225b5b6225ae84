package io.pillion.core.export.http;

/**
 * Work that clients can ask for as often as they like, done by one thread at a time. While others
 * wait for their turn there are pauses of three times of what the work takes: all clients together
 * get a quarter of one processor, and the app has the rest. Who comes alone waits for nothing.
 */
public final class Share {
  /** Long enough for any pause that is meant, should a clock or a processor have stood still. */
  private static final long MOST_PAUSE_NANOS = 250_000_000;

  private long freeNanos = System.nanoTime();
  private int waiting;
  private boolean taken;

  /** Waits for a turn. It ends with {@link #end}, whatever becomes of the work. */
  public synchronized long begin() throws InterruptedException {
    waiting++;
    try {
      while (taken || freeNanos - System.nanoTime() > 0) {
        long nanos = freeNanos - System.nanoTime();
        if (taken) {
          wait();
        } else if (nanos > 0) {
          wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
      }
      taken = true;
    } finally {
      waiting--;
    }
    return System.nanoTime();
  }

  /**
   * @param beganNanos what {@link #begin} gave
   */
  public synchronized void end(long beganNanos) {
    long now = System.nanoTime();
    long pause = waiting == 0 ? 0 : Math.min(3 * (now - beganNanos), MOST_PAUSE_NANOS);
    freeNanos = now + pause;
    taken = false;
    notifyAll();
  }
}
