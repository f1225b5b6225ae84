package io.pillion.rules;

/** The types of Prometheus's, and what each makes of the numbers that it is given. */
enum MetricType {
  /** Adds them up. */
  COUNTER,
  /** Keeps the last. */
  GAUGE,
  /** Counts how many were not above each of some bounds. */
  HISTOGRAM,
  /** Estimates quantiles of the last minutes. */
  SUMMARY
}
