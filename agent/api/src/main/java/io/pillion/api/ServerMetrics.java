package io.pillion.api;

/** What the agent gives to a plug-in. */
public interface ServerMetrics {
  <E> RequestRecorder<E> recorder(HttpExchangeReader<E> reader);

  /** Where a plug-in adds what its work for sampled requests took. */
  Overhead overhead();

  /**
   * Requests may be under way that began before the agent was attached to the app. They are not
   * counted, whatever hooks they pass later.
   */
  boolean mayComeLate();
}
