package io.pillion.benchmarks.sidebyside;

import java.util.Locale;

/** What is measured of each contender. */
enum Figure {
  READY("time to ready", "ms", Show.DIFFERENCE),
  FIRST_RESPONSE("time to first response", "ms", Show.DIFFERENCE),
  CPU_TO_FIRST_RESPONSE("CPU until the first response", "ms", Show.DIFFERENCE),
  RSS_AFTER_START("resident memory after start", "MB", Show.DIFFERENCE),
  CLASSES("classes loaded", "", Show.DIFFERENCE),
  THREADS("threads started", "", Show.DIFFERENCE),
  RSS_UNDER_LOAD("resident memory under load", "MB", Show.DIFFERENCE),
  CPU_OF_FIRST_REQUESTS("CPU of the first 200,000 requests", "ms", Show.DIFFERENCE),
  CPU_PER_REQUEST("CPU per request", "µs", Show.PERCENT),
  BYTES_PER_REQUEST("allocated per request", "bytes", Show.DIFFERENCE),
  TIME_PER_REQUEST("time per request, on one connection", "µs", Show.DIFFERENCE),
  REQUESTS_PER_SECOND("requests per second, saturated", "", Show.PERCENT),
  P50("p50 at a fixed rate", "ms", Show.DIFFERENCE),
  P99("p99 at a fixed rate", "ms", Show.DIFFERENCE),
  P999("p99.9 at a fixed rate", "ms", Show.DIFFERENCE),
  SERIES("series scraped, of 10,000", "", Show.VALUE),
  SCRAPE_TIME("time of that scrape, plain", "ms", Show.VALUE),
  SCRAPE_TIME_GZIP("time of that scrape, gzip", "ms", Show.VALUE),
  SCRAPE_SIZE("size of that scrape, plain", "KB", Show.VALUE),
  SCRAPE_SIZE_GZIP("size of that scrape, gzip", "KB", Show.VALUE),
  P999_SCRAPED("p99.9 while scraped 4 times a second", "ms", Show.VALUE),
  JAR_SIZE("jar", "MB", Show.VALUE);

  /** How a figure is compared with that of the app alone. */
  enum Show {
    VALUE,
    DIFFERENCE,
    PERCENT
  }

  private final String title;
  private final String unit;
  private final Show show;

  Figure(String title, String unit, Show show) {
    this.title = title;
    this.unit = unit;
    this.show = show;
  }

  String title() {
    return unit.isEmpty() ? title : title + ", " + unit;
  }

  Show show() {
    return show;
  }

  /** A number with as many digits as one can want of it. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f", value);
  }
}
