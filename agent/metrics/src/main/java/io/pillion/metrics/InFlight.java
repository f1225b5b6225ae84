package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;
import io.pillion.api.HttpMethod;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests begun and not completed: of each method and scheme where the naming tells them apart,
 * else all in one. A request is taken from where it was added to, whatever the app has made of its
 * method since.
 */
@SuppressWarnings("EnumOrdinal") // as an index, which does not outlive the object
final class InFlight {
  interface Action {
    void accept(HttpMethod method, Scheme scheme, long requests);
  }

  private static final Scheme[] SCHEMES = Scheme.values();
  private static final HttpMethod[] METHODS = HttpMethod.values();

  private final AtomicReferenceArray<LongAdder> counts =
      new AtomicReferenceArray<>(METHODS.length * SCHEMES.length);
  private final boolean apart;

  /**
   * @param apart by method and scheme
   */
  InFlight(boolean apart) {
    this.apart = apart;
  }

  /** How many places there may be. */
  int places() {
    return apart ? counts.length() : 1;
  }

  /** Where a request counts, from 0 to {@link #places} - 1. */
  <E> int place(E exchange, HttpExchangeReader<E> reader) {
    return apart
        ? reader.method(exchange).ordinal() * SCHEMES.length
            + Scheme.of(reader.scheme(exchange)).ordinal()
        : 0;
  }

  LongAdder at(int place) {
    counts.compareAndSet(place, null, new LongAdder());
    return counts.get(place);
  }

  /** How many series show them: one, or one for each method and scheme that there was. */
  int series() {
    int series = 0;
    for (int place = 0; apart && place < counts.length(); place++) {
      series += counts.get(place) == null ? 0 : 1;
    }
    return apart ? series : 1;
  }

  long sum() {
    long sum = 0;
    for (int place = 0; place < counts.length(); place++) {
      LongAdder count = counts.get(place);
      sum += count == null ? 0 : count.sum();
    }
    return sum;
  }

  /** Of every method and scheme that there was a request of. */
  void forEach(Action action) {
    for (int place = 0; place < counts.length(); place++) {
      LongAdder count = counts.get(place);
      if (count != null) {
        action.accept(
            METHODS[place / SCHEMES.length], SCHEMES[place % SCHEMES.length], count.sum());
      }
    }
  }
}
