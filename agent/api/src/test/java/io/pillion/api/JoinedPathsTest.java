package io.pillion.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedPathsTest {
  @ParameterizedTest
  @CsvSource({
    "/orders, /{id}, /orders/{id}",
    "/orders/, {id}, /orders/{id}",
    "/orders/, /{id}, /orders/{id}",
    "/orders, {id}, /orders/{id}",
    "/orders, '', /orders",
    "/, /orders, /orders",
    "'', /orders, /orders",
    "'', orders, /orders",
    "/orders, /*, /orders/*",
  })
  void thereIsASingleSlashBetweenThem(String above, String below, String joined) {
    assertThat(JoinedPaths.of(above, below)).isEqualTo(joined);
    assertThat(JoinedPaths.of(above, below)).as("once more").isEqualTo(joined);
  }

  @Test
  void nothingIsKeptOfWhatHasNoEnd() {
    for (int depth = 0; depth < 3000; depth++) {
      assertThat(JoinedPaths.of("/deep/" + depth, "{id}")).isEqualTo("/deep/" + depth + "/{id}");
    }
  }
}
