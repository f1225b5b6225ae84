package io.pillion.api;

/**
 * Where the requests of one server begin. Safe for use by any thread.
 *
 * @param <E> the server's request object
 */
public interface Requests<E> {
  /**
   * The route of a request that no routing has matched yet, to make an {@link OpenRequest} with.
   *
   * @return null if the user does not want requests of this path to be recorded
   */
  Route<E> unrouted(E exchange);
}
