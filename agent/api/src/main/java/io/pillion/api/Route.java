package io.pillion.api;

/**
 * How far the app's routing has matched a request. It is made of text that the app wrote; routing
 * that matches further asks the route so far for the next one, which is looked up and not built: on
 * the hot path no string is made. Every request ends at one route, by {@link #complete} or {@link
 * #handOver}.
 *
 * <p>Implemented by the agent; safe for use by any thread.
 *
 * @param <E> the server's request object
 */
public interface Route<E> {
  /** The route under a path prefix, as registered by the app: {@code /api} becomes /api/*. */
  Route<E> prefix(String prefix);

  /** The route of one path, as registered by the app. */
  Route<E> exact(String path);

  /** The route of a path template, as written by the app, such as {@code /items/{id}}. */
  Route<E> template(String template);

  /**
   * Counts a request that is over: its response was sent, or given up. It is no longer in flight,
   * also when this throws because it could not be counted.
   *
   * @param startNanos {@link System#nanoTime()} when its headers had been read
   * @param endNanos the same when it was over, before any work of the agent's to count it
   */
  void complete(E exchange, long startNanos, long endNanos);

  /** Counts the exception of a handler that threw after its request was over. */
  void failLate(E exchange);

  /**
   * The request is no longer in flight, and not counted: it goes on as another one that begins
   * anew, as after an upgrade to HTTP/2, or a fault has kept its end from being seen.
   */
  void handOver();
}
