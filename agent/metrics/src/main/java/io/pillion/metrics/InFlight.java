package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
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

  private final AtomicReferenceArray<LongAdder> counts;
  private final boolean apart;

  /**
   * @param apart by method and scheme
   */
  InFlight(boolean apart) {
    this.apart = apart;
    this.counts = new AtomicReferenceArray<>(apart ? METHODS.length * SCHEMES.length : 1);
  }

  /** How many places there may be. */
  int places() {
    return counts.length();
  }

  /** Where a request counts, from 0 to {@link #places} - 1. */
  <E> int place(E exchange, RequestReader<E> reader) {
    return apart
        ? reader.method(exchange).ordinal() * SCHEMES.length
            + Scheme.of(reader.scheme(exchange)).ordinal()
        : 0;
  }

  LongAdder at(int place) {
    counts.compareAndSet(place, null, new LongAdder());
    return counts.get(place);
  }

  /** How many places there was a request of; one where nothing is told apart. */
  int series() {
    int series = 0;
    for (int place = 0; place < counts.length(); place++) {
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
