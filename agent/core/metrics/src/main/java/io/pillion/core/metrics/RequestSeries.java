package io.pillion.core.metrics;

import io.pillion.core.api.HttpExchangeReader;

/**
 * What is counted of one method of one route. Safe for use by any thread, without a lock and
 * without an allocation once a request of the same outcome was seen.
 */
interface RequestSeries {
  /**
   * Counts a request that is over.
   *
   * @param exception the label's value for the exception that left the app's handler, or null
   * @param seconds from its headers being read to its response being sent or given up
   */
  <E> void count(
      E exchange, HttpExchangeReader<E> reader, int status, String exception, double seconds);
}
