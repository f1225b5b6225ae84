package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The routes of an app, and what becomes of one that never stops to register more. */
class RoutesTest {
  private static final int LIMIT = 10;
  private static final FakeExchange OPEN = FakeExchange.get(0);

  private final HttpMetrics metrics =
      new HttpMetrics(
          Settings.read(
              "series.limit=1000,http.routes.limit=" + LIMIT,
              new Properties(),
              Collections.emptyMap(),
              line -> {}),
          Labels.EMPTY);
  private final Requests<FakeExchange> recorder =
      metrics.recorder(FakeExchange.READER, FakeRequest.GUARD);

  /** Requests by route. */
  private Map<String, Long> counts() {
    return metrics.collect().stream()
        .filter(metric -> metric.getMetadata().getName().equals("http_requests"))
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .collect(
            Collectors.groupingBy(
                point -> point.getLabels().get("route"),
                TreeMap::new,
                Collectors.summingLong(point -> (long) point.getValue())));
  }

  private String labels() {
    return String.join(" ", counts().keySet());
  }

  private long counted(String route) {
    return counts().getOrDefault(route, 0L);
  }

  @Test
  void stepsAreJoinedToARoute() {
    FakeRequest.count(
        recorder.unrouted(OPEN).prefix("/api").template("/items/{id}"), FakeExchange.get(200), 0);
    FakeRequest.count(
        recorder.unrouted(OPEN).prefix("/api").template("items"), FakeExchange.get(200), 0);
    FakeRequest.count(recorder.unrouted(OPEN).prefix("/api"), FakeExchange.get(404), 0);
    FakeRequest.count(
        recorder.unrouted(OPEN).prefix("/a").template("/{x}").prefix("/b").exact("/c"),
        FakeExchange.get(200),
        0);
    FakeRequest.count(recorder.unrouted(OPEN), FakeExchange.get(405), 0);
    FakeRequest.count(recorder.unrouted(OPEN), FakeExchange.get(200), 0);
    assertThat(labels()).isEqualTo("/* /a/b/c /api/* /api/items /api/items/{id} _UNMATCHED");
  }

  @Test
  void aSlashAtTheEndOfAPrefixIsNotDoubled() {
    FakeRequest.count(recorder.unrouted(OPEN).prefix("/api/"), FakeExchange.get(200), 0);
    FakeRequest.count(
        recorder.unrouted(OPEN).prefix("/").prefix("/api/").exact("/items"),
        FakeExchange.get(200),
        0);
    assertThat(labels()).isEqualTo("/api/* /api/items");
  }

  @Test
  void aFrameworksHandlerForAllElseIsTheRouteOfWhatItFinds() {
    for (int status : new int[] {200, 404, 405, 500}) {
      FakeRequest.count(
          recorder.unrouted(OPEN).named("spring-mvc", "/shop", "", "/**"),
          FakeExchange.get(status),
          0);
    }
    assertThat(counts()).isEqualTo(Map.of("/shop/**", 2L, "_UNMATCHED", 2L));
  }

  @Test
  void theSameStepsAreTheSameObjectAndAreNotBuiltAgain() {
    Route<FakeExchange> first = recorder.unrouted(OPEN).prefix("/api").template("/items/{id}");
    assertThat(
            recorder.unrouted(OPEN).prefix(new String("/api")).template(new String("/items/{id}")))
        .isSameAs(first);
  }

  @Test
  void pastTheLimitRoutesAreCountedTogether() {
    for (int i = 0; i < LIMIT + 5; i++) {
      FakeRequest.count(
          recorder.unrouted(OPEN).exact("/" + i), FakeExchange.get(i % 2 == 0 ? 200 : 500), 0);
    }
    FakeRequest.count(recorder.unrouted(OPEN).exact("/0"), FakeExchange.get(200), 0);
    assertThat(counted("/0")).isEqualTo(2);
    assertThat(counted("_OTHER")).isEqualTo(5);
    assertThat(metrics.routes.overflow()).isEqualTo(5);
    assertThat(counts()).hasSize(LIMIT + 1);
  }

  @Test
  void whatTheAgentMadeUpIsOutsideTheLimit() {
    for (int i = 0; i < LIMIT; i++) {
      FakeRequest.count(recorder.unrouted(OPEN).exact("/" + i), FakeExchange.get(200), 0);
    }
    FakeRequest.count(recorder.unrouted(OPEN), FakeExchange.get(404), 0);
    FakeRequest.count(recorder.unrouted(OPEN), FakeExchange.get(200), 0);
    assertThat(metrics.routes.overflow()).isZero();
    assertThat(counted("_UNMATCHED")).isEqualTo(1);
    assertThat(counted("/*")).isEqualTo(1);
  }

  @Test
  void anAppThatRegistersPathsWithoutEndIsCountedInBoundedMemory() {
    int requests = 20_000;
    for (int i = 0; i < requests; i++) {
      String made = "/" + i;
      FakeRequest.count(
          recorder.unrouted(OPEN).prefix(made).template(made).exact(made),
          FakeExchange.get(200),
          0);
    }
    assertThat(counts()).hasSize(LIMIT + 1);
    assertThat(metrics.routes.overflow()).isEqualTo(requests - LIMIT);
    assertThat(rememberedSteps()).isLessThanOrEqualTo(metrics.routes.steps());
  }

  /** A step that is not remembered is made anew each time. */
  private int rememberedSteps() {
    int remembered = 0;
    for (int i = 0; i < 20_000; i++) {
      String made = "/" + i;
      Route<FakeExchange> first = recorder.unrouted(OPEN).prefix(made);
      if (first == recorder.unrouted(OPEN).prefix(made)) {
        remembered++;
      }
    }
    return remembered;
  }

  @Test
  void whatBeganIsInFlightUntilItIsOverOrGoesOnAsAnother() {
    FakeRequest first = FakeRequest.begun(recorder.unrouted(OPEN));
    FakeRequest second = FakeRequest.begunToGoOn(recorder.unrouted(OPEN));
    assertThat(metrics.inFlight.sum()).isEqualTo(2);
    first.end(FakeExchange.get(200));
    first.end(FakeExchange.get(200)); // the first end counts
    second.end(FakeExchange.get(101));
    assertThat(metrics.inFlight.sum()).isZero();
    assertThat(counted("/*")).isEqualTo(1);
  }

  /** Ten routes with 500 statuses would have more than 5,000 series. */
  @Test
  void pastTheLimitOfSeriesNothingIsLost() {
    int requests = 0;
    for (int route = 0; route < LIMIT; route++) {
      for (int status = 100; status < 600; status++) {
        FakeRequest.count(recorder.unrouted(OPEN).exact("/" + route), FakeExchange.get(status), 0);
        requests++;
      }
    }
    long counted = counts().values().stream().mapToLong(Long::longValue).sum();
    assertThat(counted).isEqualTo(requests);
    assertThat(counted("_OTHER")).isEqualTo(metrics.limit.overflow()).isPositive();
    int ofOther = 500 + 23; // the statuses, and what a method of one route has besides
    assertThat(metrics.series()).isLessThanOrEqualTo(1000 + ofOther + 1);
  }

  @Test
  void aRouteOfMoreThan256CharactersIsOtherAndLeadsNoFurther() {
    Route<FakeExchange> route = recorder.unrouted(OPEN);
    for (int i = 0; i < 1000; i++) {
      route = route.prefix("/loop");
    }
    FakeRequest.count(route.template("/{id}"), FakeExchange.get(200), 0);
    assertThat(counted("_OTHER")).isEqualTo(1);
    assertThat(route.prefix("/loop")).isSameAs(route);
  }

  @Test
  void aServletMappingIsTheRouteBehindThePrefixAndTheDefaultServletIsNone() {
    Route<FakeExchange> shop = recorder.unrouted(OPEN).prefix("/shop");
    FakeRequest.count(shop.mapping("/orders/*"), FakeExchange.get(404), 0);
    FakeRequest.count(shop.mapping("*.jsp"), FakeExchange.get(200), 0);
    FakeRequest.count(shop.mapping("/legacy.do"), FakeExchange.get(200), 0);
    FakeRequest.count(shop.mapping(""), FakeExchange.get(200), 0);
    FakeRequest.count(shop.mapping("/"), FakeExchange.get(200), 0);
    FakeRequest.count(shop.mapping("/"), FakeExchange.get(404), 0);
    assertThat(labels())
        .isEqualTo("/shop/ /shop/* /shop/*.jsp /shop/legacy.do /shop/orders/* _UNMATCHED");
  }

  @Test
  void aFrameworksTemplateIsTheRouteBehindContextAndServletAndDoesNotChange() {
    Route<FakeExchange> shop = recorder.unrouted(OPEN).prefix("/shop");
    FakeRequest request = FakeRequest.begun(shop);
    request.named("spring-mvc", "/shop", "/api", "orders/{id:[0-9]{2,}}/{*rest}");
    request.named("spring-mvc", "/shop", "", "/error");
    request.routed(shop.mapping("/*"));
    request.end(FakeExchange.get(404));
    assertThat(labels()).isEqualTo("/shop/api/orders/{id}/{rest}");
  }
}
