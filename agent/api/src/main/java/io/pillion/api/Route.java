package io.pillion.api;

/**
 * How far the app's routing has matched a request. It is made of text that the app wrote; routing
 * that matches further asks the route so far for the next one, which is looked up and not built: on
 * the hot path no string is made.
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
   * The route of a servlet mapping (Servlet 6.1, 12.2): an exact path, {@code /orders/*} or {@code
   * *.jsp}. The default servlet's {@code /} is no mapping: what it does not find is unmatched.
   *
   * @param pattern as declared
   */
  Route<E> mapping(String pattern);

  /**
   * The route that a framework above the server has matched. It does not change any more.
   *
   * @param framework the plug-in's id
   * @param contextPath of the app, as deployed; empty for none
   * @param servletPath under which its mapping puts the framework, as declared; empty for none
   * @param template as written by the app; a variable may be {@code {id}} or {@code {id:[0-9]+}}
   */
  Route<E> named(String framework, String contextPath, String servletPath, String template);

  /** A framework has named this route. */
  boolean isNamed();

  /**
   * A request is in flight from now on. This method and those below are for {@link OpenRequest}.
   */
  void begin(long startNanos);

  /**
   * Counts a request that is over. It is no longer in flight, also when it could not be counted.
   * Throws nothing.
   *
   * @param endNanos {@link System#nanoTime()} when it was over, before any work of the agent's
   */
  void end(OpenRequest<E> request, E exchange, long startNanos, long endNanos);

  /** Counts the exception of a handler that threw after its request was over. */
  void failLate(E exchange);
}
