package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.Objects;

/**
 * The durations of one method of one route, apart for each outcome: status, scheme and exception.
 * So count the namings that have one histogram for everything: it is the only count of requests, so
 * upgrades and streams of events are in it, as they are with the tools whose names these are.
 */
final class OutcomeSeries implements RequestSeries {
  /** Makes the series of a new outcome. */
  interface Factory {
    /**
     * @param scheme null if the naming does not tell it
     * @param exception null if none left the app's handler
     */
    DurationSeries create(int status, Scheme scheme, String exception);
  }

  /** One outcome. */
  static final class Outcome {
    private final int status;
    private final Scheme scheme;
    private final String exception;
    private final DurationSeries duration;
    private final RecentMax max = new RecentMax(System.nanoTime());

    private Outcome(int status, Scheme scheme, String exception, DurationSeries duration) {
      this.status = status;
      this.scheme = scheme;
      this.exception = exception;
      this.duration = duration;
    }

    private boolean is(int otherStatus, Scheme otherScheme, String otherException) {
      return status == otherStatus
          && scheme == otherScheme
          && Objects.equals(exception, otherException);
    }

    Labels labels() {
      return duration.labels();
    }

    DurationSeries duration() {
      return duration;
    }

    /** Of the last minute or so; 0 if nothing happened. */
    double maxSeconds() {
      return max.at(System.nanoTime());
    }
  }

  private final Factory factory;
  private final boolean isMicrometer;
  private final int seriesOfOutcome;
  private final SeriesLimit limit;
  private volatile Outcome[] outcomes = {};

  /**
   * @param isMicrometer the naming shows the longest duration, and no scheme
   * @param seriesOfDurations that each outcome has for its durations
   */
  OutcomeSeries(Factory factory, boolean isMicrometer, int seriesOfDurations, SeriesLimit limit) {
    this.factory = factory;
    this.isMicrometer = isMicrometer;
    this.seriesOfOutcome = seriesOfDurations + (isMicrometer ? 1 : 0);
    this.limit = limit;
  }

  @Override
  public <E> boolean count(
      E exchange,
      HttpExchangeReader<E> reader,
      int status,
      String exception,
      double seconds,
      boolean last) {
    Scheme scheme = isMicrometer ? null : Scheme.of(reader.scheme(exchange));
    Outcome outcome = of(status, scheme, exception, last);
    if (outcome == null) {
      return false;
    }
    outcome.duration.observe(seconds, reader.traceparent(exchange));
    if (isMicrometer) {
      outcome.max.offer(seconds, System.nanoTime());
    }
    return true;
  }

  private Outcome of(int status, Scheme scheme, String exception, boolean last) {
    for (Outcome outcome : outcomes) {
      if (outcome.is(status, scheme, exception)) {
        return outcome;
      }
    }
    return create(status, scheme, exception, last);
  }

  private synchronized Outcome create(int status, Scheme scheme, String exception, boolean last) {
    Outcome[] known = outcomes;
    for (Outcome outcome : known) {
      if (outcome.is(status, scheme, exception)) {
        return outcome;
      }
    }
    if (!limit.admits(seriesOfOutcome, last)) {
      return null;
    }
    Outcome[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] =
        new Outcome(status, scheme, exception, factory.create(status, scheme, exception));
    outcomes = more;
    return more[known.length];
  }

  Outcome[] outcomes() {
    return outcomes;
  }
}
