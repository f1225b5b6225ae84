package io.pillion.metrics;

import io.pillion.api.Requests;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.Properties;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * The first two requests of a new route begin and end at once, each makes the series, and one
 * thread scrapes; the other has abandoned a request, which goes on as its next. The result: counted
 * in the scrape, counted in the end, in flight in the end.
 */
@JCStressTest
@Outcome(
    id = {"1, 2, 0", "2, 2, 0"},
    expect = Expect.ACCEPTABLE,
    desc = "both are counted, and none is in flight")
@Outcome(expect = Expect.FORBIDDEN, desc = "a request is lost, counted twice or in flight for ever")
@State
public class RequestStress {
  private static final Settings SETTINGS =
      Settings.read(null, new Properties(), Map.of(), System.err::println);

  private static final FakeExchange REQUEST = FakeExchange.get(200);

  private final HttpMetrics metrics = new HttpMetrics(SETTINGS, Labels.EMPTY);
  private final Requests<FakeExchange> recorder =
      metrics.recorder(FakeExchange.READER, FakeRequest.GUARD);

  @Actor
  public void upgradeAndRequest() {
    FakeRequest.begunToGoOn(recorder.unrouted(REQUEST)).end(REQUEST);
    FakeRequest.count(recorder.unrouted(REQUEST).template("/items/{id}"), REQUEST, 1000);
  }

  @Actor
  public void requestAndScrape(JJJ_Result result) {
    FakeRequest.count(recorder.unrouted(REQUEST).template("/items/{id}"), REQUEST, 1000);
    result.r1 = counted();
  }

  @Arbiter
  public void inTheEnd(JJJ_Result result) {
    result.r2 = counted();
    result.r3 = metrics.inFlight.sum();
  }

  private long counted() {
    long counted = 0;
    for (MetricSnapshot metric : metrics.collect()) {
      if (metric.getMetadata().getName().equals("http_requests")) {
        for (CounterDataPointSnapshot point : ((CounterSnapshot) metric).getDataPoints()) {
          counted += (long) point.getValue();
        }
      }
    }
    return counted;
  }
}
