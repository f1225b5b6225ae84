package io.pillion.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts of observations of one sign, by native bucket and classic bucket at once. Few combinations
 * of the two occur: the further from zero, the greater both numbers, so that their sum tells each
 * combination from all others. It is the index into a window that grows to what was seen.
 */
final class Cells {
  /** A count; final fields, because it is published through an array. */
  @SuppressWarnings("serial") // is not serialized
  static final class Cell extends LongAdder {
    final int nativeBucket;
    final int classicBucket;

    Cell(int nativeBucket, int classicBucket) {
      this.nativeBucket = nativeBucket;
      this.classicBucket = classicBucket;
    }
  }

  private static final class Window {
    final int from;
    final AtomicReferenceArray<Cell> cells;

    Window(int from, int size) {
      this.from = from;
      this.cells = new AtomicReferenceArray<>(size);
    }
  }

  /** The window's ends are multiples of this. */
  private static final int STEP = 32;

  private volatile Window window = new Window(0, 0);

  /**
   * Counts one observation.
   *
   * @param outwards the classic bucket's number, counted away from zero
   */
  void add(int nativeBucket, int classicBucket, int outwards) {
    Window now = window;
    int index = nativeBucket + outwards - now.from;
    Cell cell = index >= 0 && index < now.cells.length() ? now.cells.get(index) : null;
    (cell != null ? cell : create(nativeBucket, classicBucket, outwards)).increment();
  }

  private synchronized Cell create(int nativeBucket, int classicBucket, int outwards) {
    int place = nativeBucket + outwards;
    Window wide = including(place);
    Cell cell = wide.cells.get(place - wide.from);
    if (cell == null) {
      cell = new Cell(nativeBucket, classicBucket);
      wide.cells.set(place - wide.from, cell);
    }
    window = wide;
    return cell;
  }

  private Window including(int place) {
    Window old = window;
    int length = old.cells.length();
    int least = Math.floorDiv(place, STEP) * STEP;
    int from = length == 0 ? least : Math.min(old.from, least);
    int to = length == 0 ? least + STEP : Math.max(old.from + length, least + STEP);
    if (length == to - from) {
      return old;
    }
    Window wide = new Window(from, to - from);
    for (int i = 0; i < length; i++) {
      wide.cells.set(old.from + i - from, old.cells.get(i));
    }
    return wide;
  }

  /** Of everything seen, away from zero. */
  void forEach(Consumer<Cell> action) {
    AtomicReferenceArray<Cell> cells = window.cells;
    for (int i = 0; i < cells.length(); i++) {
      Cell cell = cells.get(i);
      if (cell != null) {
        action.accept(cell);
      }
    }
  }
}
