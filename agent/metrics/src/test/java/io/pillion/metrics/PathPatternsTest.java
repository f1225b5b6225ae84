package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternsTest {
  @ParameterizedTest
  @CsvSource({
    "/healthz, true",
    "/healthz/, false",
    "/healthz/x, false",
    "/health, false",
    "/internal, true",
    "/internal/, true",
    "/internal/a/b, true",
    "/internals, false",
    "/, false",
  })
  void aPathIsMatchedExactlyOrBelowAStar(String path, boolean matches) {
    PathPatterns patterns = new PathPatterns(Arrays.asList("/healthz", "/internal/*"));
    assertThat(patterns.matches(path)).isEqualTo(matches);
  }

  @Test
  void aStarAtTheRootMatchesEverything() {
    PathPatterns all = new PathPatterns(Collections.singletonList("/*"));
    assertThat(all.matches("/")).isTrue();
    assertThat(all.matches("/a/b")).isTrue();
  }

  @Test
  void nothingIsMatchedByNoPattern() {
    PathPatterns none = new PathPatterns(Collections.emptyList());
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.matches("/")).isFalse();
  }
}
