package io.pillion.api;

/**
 * Where the requests of one server begin. Safe for use by any thread.
 *
 * @param <E> the server's request object
 */
public interface RequestRecorder<E> {
  /** The user does not want requests of this path to be recorded. */
  boolean excludes(E exchange);

  /**
   * A request begins.
   *
   * @return the route of a request that no routing has matched yet
   */
  Route<E> begin(E exchange);
}
