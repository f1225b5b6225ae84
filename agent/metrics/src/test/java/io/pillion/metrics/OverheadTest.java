package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Overhead;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverheadTest {
  /** Linux tells every nanosecond, Windows every 100th, and some clocks only microseconds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 41, 100, 1_000, 1_024, 1_000_000})
  void oneRequestOf16IsTimedWhateverTheStepsOfTheClock(long stepNanos) {
    long first = 123_456_789_012_345L;
    long sampled =
        LongStream.range(0, 160_000)
            .filter(tick -> Overhead.isSampled(first + tick * stepNanos))
            .count();
    assertThat(sampled).isBetween(9_500L, 10_500L);
  }
}
