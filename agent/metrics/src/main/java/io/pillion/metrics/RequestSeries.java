package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;

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
   * @param last as in {@link SeriesLimit#admits}
   * @return false if it was not counted, for want of room for a new status or outcome
   */
  <E> boolean count(
      E exchange,
      HttpExchangeReader<E> reader,
      int status,
      String exception,
      double seconds,
      boolean last);
}
