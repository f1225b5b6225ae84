package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.HttpExchangeReader;
import io.pillion.api.HttpMethod;
import io.pillion.api.RequestRecorder;
import io.pillion.api.Route;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Collections;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The routes of an app, and what becomes of one that never stops to register more. */
class RoutesTest {
  private static final int LIMIT = 10;

  private final HttpMetrics metrics =
      new HttpMetrics(
          Settings.read(
              "series.limit=1000,http.routes.limit=" + LIMIT,
              new Properties(),
              Collections.emptyMap(),
              (declared, problems) -> {},
              line -> {}),
          Labels.EMPTY);
  private final RequestRecorder<Integer> recorder = metrics.recorder(new StatusAlone());

  /** Requests of which nothing is known but the status. */
  private static final class StatusAlone implements HttpExchangeReader<Integer> {
    @Override
    public HttpMethod method(Integer status) {
      return HttpMethod.GET;
    }

    @Override
    public String path(Integer status) {
      return "/sent";
    }

    @Override
    public String scheme(Integer status) {
      return "http";
    }

    @Override
    public int status(Integer status) {
      return status;
    }

    @Override
    public long requestBodyBytes(Integer status) {
      return 0;
    }

    @Override
    public long responseBodyBytes(Integer status) {
      return 0;
    }

    @Override
    public String traceparent(Integer status) {
      return null;
    }

    @Override
    public String requestHeader(Integer status, String name) {
      return null;
    }

    @Override
    public String responseContentType(Integer status) {
      return null;
    }

    @Override
    public Throwable exception(Integer status) {
      return null;
    }
  }

  private String labels() {
    return metrics.routes().all().stream()
        .map(RouteSeries::route)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private long counted(String route) {
    RequestSeries series = metrics.routes().of(route).of(HttpMethod.GET, 0, false);
    return series == null ? 0 : ((MethodSeries) series).requests();
  }

  @Test
  void stepsAreJoinedToARoute() {
    recorder.begin(0).prefix("/api").template("/items/{id}").complete(200, 0, 0);
    recorder.begin(0).prefix("/api").template("items").complete(200, 0, 0);
    recorder.begin(0).prefix("/api").complete(404, 0, 0);
    recorder.begin(0).prefix("/a").template("/{x}").prefix("/b").exact("/c").complete(200, 0, 0);
    recorder.begin(0).complete(405, 0, 0);
    recorder.begin(0).complete(200, 0, 0);
    assertThat(labels()).isEqualTo("/* /a/b/c /api/* /api/items /api/items/{id} _UNMATCHED");
  }

  @Test
  void theSameStepsAreTheSameObjectAndAreNotBuiltAgain() {
    Route<Integer> first = recorder.begin(0).prefix("/api").template("/items/{id}");
    assertThat(recorder.begin(0).prefix(new String("/api")).template(new String("/items/{id}")))
        .isSameAs(first);
  }

  @Test
  void pastTheLimitRoutesAreCountedTogether() {
    for (int i = 0; i < LIMIT + 5; i++) {
      recorder.begin(0).exact("/" + i).complete(i % 2 == 0 ? 200 : 500, 0, 0);
    }
    recorder.begin(0).exact("/0").complete(200, 0, 0);
    assertThat(counted("/0")).isEqualTo(2);
    assertThat(counted("_OTHER")).isEqualTo(5);
    assertThat(metrics.routes().overflow()).isEqualTo(5);
    assertThat(metrics.routes().all()).hasSize(LIMIT + 1);
  }

  @Test
  void whatTheAgentMadeUpIsOutsideTheLimit() {
    for (int i = 0; i < LIMIT; i++) {
      recorder.begin(0).exact("/" + i).complete(200, 0, 0);
    }
    recorder.begin(0).complete(404, 0, 0);
    recorder.begin(0).complete(200, 0, 0);
    assertThat(metrics.routes().overflow()).isZero();
    assertThat(counted("_UNMATCHED")).isEqualTo(1);
    assertThat(counted("/*")).isEqualTo(1);
  }

  @Test
  void anAppThatRegistersPathsWithoutEndIsCountedInBoundedMemory() {
    int requests = 20_000;
    for (int i = 0; i < requests; i++) {
      String made = "/" + i;
      recorder.begin(0).prefix(made).template(made).exact(made).complete(200, 0, 0);
    }
    assertThat(metrics.routes().all()).hasSize(LIMIT + 1);
    assertThat(metrics.routes().overflow()).isEqualTo(requests - LIMIT);
    assertThat(rememberedSteps()).isLessThanOrEqualTo(metrics.routes().steps());
  }

  /** A step that is not remembered is made anew each time. */
  private int rememberedSteps() {
    int remembered = 0;
    for (int i = 0; i < 20_000; i++) {
      String made = "/" + i;
      Route<Integer> first = recorder.begin(0).prefix(made);
      if (first == recorder.begin(0).prefix(made)) {
        remembered++;
      }
    }
    return remembered;
  }

  @Test
  void whatBeganIsInFlightUntilItIsOverOrHandedOver() {
    Route<Integer> first = recorder.begin(0);
    Route<Integer> second = recorder.begin(0);
    assertThat(metrics.inFlight().sum()).isEqualTo(2);
    first.complete(200, 0, 0);
    second.handOver();
    assertThat(metrics.inFlight().sum()).isZero();
    assertThat(counted("/*")).isEqualTo(1);
  }

  /** Ten routes with 500 statuses would have more than 5,000 series. */
  @Test
  void pastTheLimitOfSeriesNothingIsLost() {
    int requests = 0;
    for (int route = 0; route < LIMIT; route++) {
      for (int status = 100; status < 600; status++) {
        recorder.begin(0).exact("/" + route).complete(status, 0, 0);
        requests++;
      }
    }
    long counted =
        metrics.routes().all().stream().mapToLong(series -> counted(series.route())).sum();
    assertThat(counted).isEqualTo(requests);
    assertThat(counted("_OTHER")).isEqualTo(metrics.limit().overflow()).isPositive();
    int ofOther = 500 + 23; // the statuses, and what a method of one route has besides
    assertThat(metrics.series()).isLessThanOrEqualTo(1000 + ofOther + 1);
  }

  @Test
  void aRouteOfMoreThan256CharactersIsOtherAndLeadsNoFurther() {
    Route<Integer> route = recorder.begin(0);
    for (int i = 0; i < 1000; i++) {
      route = route.prefix("/loop");
    }
    route.template("/{id}").complete(200, 0, 0);
    assertThat(counted("_OTHER")).isEqualTo(1);
    assertThat(route.prefix("/loop")).isSameAs(route);
  }
}
