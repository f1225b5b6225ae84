package io.pillion.api;

/** What the agent counts the requests of its plug-ins by. */
public interface ServerMetrics {
  /**
   * @param guard of the end of requests
   */
  <E> Requests<E> requests(RequestReader<E> reader, Guard guard);

  Overhead overhead();

  /** The agent came into an app that was running. */
  boolean isAttached();
}
