package io.pillion.metrics;

import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;

/** The native buckets of one sign at one moment, ascending. */
final class NativeBuckets {
  private int size;
  private int[] indexes = new int[32];
  private long[] counts = new long[32];

  /**
   * Reads each cell once.
   *
   * @param classic is added to, too: the same observations by classic bucket
   */
  NativeBuckets(Cells cells, long[] classic) {
    cells.forEach(
        cell -> {
          long count = cell.sum();
          classic[cell.classicBucket] += count;
          add(cell.nativeBucket, count);
        });
  }

  private void add(int index, long count) {
    if (size > 0 && indexes[size - 1] == index) {
      counts[size - 1] += count;
      return;
    }
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    indexes[size] = index;
    counts[size] = count;
    size++;
  }

  int size() {
    return size;
  }

  long count() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** Makes one of every two neighbours: the next coarser schema. */
  void doubleWidth() {
    int finer = size;
    size = 0;
    for (int i = 0; i < finer; i++) {
      add((indexes[i] + 1) >> 1, counts[i]);
    }
  }

  NativeHistogramBuckets snapshot() {
    return NativeHistogramBuckets.of(Arrays.copyOf(indexes, size), Arrays.copyOf(counts, size));
  }
}
