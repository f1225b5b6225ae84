package io.pillion.metrics;

import io.pillion.api.RequestReader;

/**
 * Counts the requests of one {@link RequestKind}. Safe for use by any thread, without a lock and
 * without an allocation.
 */
interface RequestSeries {
  /**
   * @param seconds from the request's headers being read to its response being sent or given up
   */
  <E> void count(E exchange, RequestReader<E> reader, double seconds);
}
