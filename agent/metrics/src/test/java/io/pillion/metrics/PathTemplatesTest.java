package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplatesTest {
  @ParameterizedTest
  @CsvSource({
    "/orders/{id}, /orders/7, true",
    "/orders/{id}, /orders/7/, false",
    "/orders/{id}, /orders/, false",
    "/orders/{id}, /orders, false",
    "/orders/{id}, /orders/7/8, false",
    "/orders/{id}, /Orders/7, false",
    "/orders/{id}/items, /orders/7/items, true",
    "/orders/{id}/items, /orders//items, false",
    "/orders/{id}/items, /orders/7/itemsx, false",
    "/static/*, /static/a/b, true",
    "/static/*, /static/, true",
    "/static/*, /static, true",
    "/static/*, /statics, false",
    "/{tenant}/*, /a/b/c, true",
    "/*, /anything/at/all, true",
    "/, /, true",
    "/, /a, false",
    "/a.c, /abc, false",
  })
  void aTemplateMatchesSegmentBySegment(String template, String path, boolean matches) {
    PathTemplates templates = new PathTemplates(Collections.singletonList(template));
    assertThat(templates.match(path)).isEqualTo(matches ? 0 : -1);
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/new, /orders/new",
    "/orders/7, /orders/{id}",
    "/orders/7/items, /orders/{id}/items",
    "/orders/7/other, /orders/*",
    "/orders/new/items, /orders/{id}/items",
    "/else, /*",
  })
  void theMostSpecificOfSeveralWinsInWhateverOrderTheyStand(String path, String route) {
    String[] texts = {"/*", "/orders/*", "/orders/{id}/items", "/orders/{id}", "/orders/new"};
    for (int i = 0; i < texts.length; i++) {
      Collections.rotate(Arrays.asList(texts), 1);
      PathTemplates templates = new PathTemplates(Arrays.asList(texts));
      assertThat(templates.get(templates.match(path))).isEqualTo(route);
    }
  }

  @Test
  void withoutTemplatesNothingMatches() {
    PathTemplates none = new PathTemplates(Collections.emptyList());
    assertThat(none.size()).isZero();
    assertThat(none.match("/")).isNegative();
  }
}
