package io.pillion.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Faults;
import io.pillion.export.http.Requests;
import io.pillion.export.http.Response;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a scraper says that it understands, it gets metrics, and no fault is counted. */
class ScrapesFuzzTest {
  private final Faults faults = new Faults();
  private final Scrapes scrapes =
      new Scrapes(PrometheusProperties.builder().build(), new PrometheusRegistry(), faults);

  @Property(seed = "1")
  void anyAcceptIsAnswered(@ForAll("almostAccept") String accept) throws Exception {
    Response response = scrapes.handle(Requests.get("/metrics", "Accept", accept));
    assertThat(response.status()).isEqualTo(200);
    assertThat(faults.counts()).isEmpty();
  }

  @Property(seed = "2")
  void anyNamesAreAnsweredOrRefused(@ForAll("almostNames") String query) throws Exception {
    Response response = scrapes.handle(Requests.get("/metrics?" + query, "Accept", "*/*"));
    assertThat(response.status()).isIn(200, 400);
    assertThat(faults.counts()).isEmpty();
  }

  @Provide
  Arbitrary<String> almostAccept() {
    return pieces(
        "text/plain",
        "application/openmetrics-text",
        "application/vnd.google.protobuf",
        ";",
        ",",
        "q=",
        "0.5",
        "-1",
        "version=",
        "1.0.0",
        "escaping=",
        "allow-utf-8",
        "values",
        "dots",
        "proto=io.prometheus.client.MetricFamily",
        "encoding=",
        "delimited",
        "*/*",
        "=",
        "\"");
  }

  @Provide
  Arbitrary<String> almostNames() {
    return pieces("name[]=", "name%5B%5D=", "&", "=", "%", "%zz", "%41", "a_total");
  }

  private static Arbitrary<String> pieces(String... known) {
    return Arbitraries.oneOf(
            Arbitraries.of(known), Arbitraries.strings().withCharRange('!', '~').ofMaxLength(3))
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }
}
