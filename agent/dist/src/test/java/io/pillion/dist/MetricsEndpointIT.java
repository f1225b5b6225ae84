package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent's port answers, by the rules of HTTP and of Prometheus's exposition formats. */
class MetricsEndpointIT {
  private static final int REQUESTS = 2;

  private static App app;

  @BeforeAll
  static void start() throws Exception {
    app = App.launch().agent("labels=environment=dev;region=eu").testApp("tree");
    for (int i = 0; i < REQUESTS; i++) {
      Client.get(app.uri("/exact"));
    }
    app.scrapeWhenIdle();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static URI at(String path) {
    return app.agent().resolve(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | text/plain; version=0.0.4; charset=utf-8",
        "text/plain | text/plain; version=0.0.4; charset=utf-8",
        "text/html,*/*;q=0.8 | text/plain; version=0.0.4; charset=utf-8",
        "application/openmetrics-text;version=1.0.0 |"
            + " application/openmetrics-text; version=1.0.0; charset=utf-8",
      })
  void theFormatIsTheOneThatIsAskedFor(String accept, String type) throws Exception {
    HttpResponse<String> response = Client.get(at("/metrics"), "Accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    assertThat(response.body()).contains("http_requests_total{");
    assertThat(response.body().endsWith("# EOF\n")).isEqualTo(type.contains("openmetrics"));
  }

  @Test
  void inProtobufTheLatencyIsAClassicAndANativeHistogram() throws Exception {
    String type =
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited";
    HttpResponse<byte[]> response =
        Client.HTTP.send(
            HttpRequest.newBuilder(at("/metrics")).header("Accept", type).build(),
            BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    // https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto
    Protobuf family =
        Protobuf.all(response.body()).stream()
            .filter(each -> each.text(1).equals("http_request_duration_seconds"))
            .findFirst()
            .orElseThrow();
    List<Protobuf> metrics = family.messages(4);
    assertThat(metrics).hasSize(1);
    Protobuf histogram = metrics.get(0).messages(7).get(0);
    assertThat(histogram.bits(1)).as("sample_count").isEqualTo(REQUESTS);
    assertThat(histogram.messages(3)).as("classic buckets").hasSize(15);
    assertThat(histogram.messages(12)).as("positive spans").isNotEmpty();
    assertThat(metrics.get(0).messages(1)).extracting(label -> label.text(1)).contains("region");
  }

  @Test
  void theTextIsZippedForWhoAsks() throws Exception {
    HttpResponse<byte[]> response =
        Client.HTTP.send(
            HttpRequest.newBuilder(at("/metrics")).header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()));
    assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
        .contains("http_requests_total{");
  }

  @Test
  void namesSelectMetrics() throws Exception {
    String query = "?name%5B%5D=http_requests_total&name%5B%5D=pillion_info";
    String text = Client.get(at("/metrics" + query)).body();
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("http_requests_total{"))
        .anyMatch(line -> line.startsWith("pillion_info{"));
  }

  @Test
  void everySeriesBearsTheConstantLabels() {
    assertThat(app.scrape().all())
        .isNotEmpty()
        .allMatch(sample -> "dev".equals(sample.labels().get("environment")))
        .allMatch(sample -> "eu".equals(sample.labels().get("region")))
        .anyMatch(sample -> sample.name().startsWith("jvm_gc"))
        .anyMatch(sample -> sample.name().startsWith("process_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/-/healthy", "/"})
  void headIsAnsweredAsGetWithoutItsBody(String path) throws Exception {
    HttpResponse<String> get = Client.get(at(path));
    HttpResponse<String> head = Client.send("HEAD", at(path), "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metricsfoo",
        "/metrics/",
        "/Metrics",
        "/-/",
        "/-/healthy/x",
        "/x",
        "/page/",
        "/page/x.js"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(Client.get(at(path)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void nothingCanBeChanged(String method) throws Exception {
    HttpResponse<String> response = Client.send(method, at("/metrics"), "");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void itSaysThatItIsHealthy() throws Exception {
    assertThat(Client.get(at("/-/healthy")).statusCode()).isEqualTo(200);
  }

  @Test
  void theFrontPageLeadsToTheMetrics() throws Exception {
    HttpResponse<String> page = Client.get(at("/"));
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).contains("href=\"metrics\"");
  }

  @Test
  void scrapesAreNotCounted() throws Exception {
    app.scrape();
    Client.get(at("/absent"));
    assertThat(app.scrape().requests()).isEqualTo(REQUESTS);
  }

  /** As Prometheus does at its timeout. */
  @Test
  void aScraperThatLeavesEarlyLeavesNoTraceInTheAppsLog() throws Exception {
    String saidBefore = app.err();
    for (int i = 0; i < 5; i++) {
      Socket socket = new Socket(at("/").getHost(), at("/").getPort());
      String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.repeat(500).getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isPositive();
      socket.setSoLinger(true, 0);
      socket.close();
    }
    app.scrape();
    assertThat(app.err()).isEqualTo(saidBefore);
  }
}
