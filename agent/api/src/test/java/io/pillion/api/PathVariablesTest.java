package io.pillion.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathVariablesTest {
  @ParameterizedTest
  @CsvSource({
    "/orders, /orders",
    "/orders/{id}, /orders/{id}",
    "/orders/:id, /orders/{id}",
    "/orders/:id/lines/:line, /orders/{id}/lines/{line}",
    ":id, {id}",
    "/files/<path>, /files/{path}",
    "/files/<path>/of/{user}, /files/{path}/of/{user}",
    "/orders/{id}:cancel, /orders/{id}:cancel",
    "/orders/:id/*, /orders/{id}/*",
    "/, /",
  })
  void everyNotationBecomesBraces(String template, String braced) {
    assertThat(PathVariables.inBraces(template)).isEqualTo(braced);
    assertThat(PathVariables.inBraces(template)).as("once more").isEqualTo(braced);
  }
}
