package io.pillion.dist;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus reads the agent's messages of Protocol Buffers. */
class PrometheusByProtobufIT {
  private static final int REQUESTS = 7;

  @TempDir Path folder;

  @Test
  void theLatencyIsANativeAndAClassicHistogram() throws Exception {
    // https://prometheus.io/docs/specs/native_histograms/: a flag before 3.8, a setting since
    boolean isFlag = Prometheus.isOlderThan(3, 8);
    try (App app = App.launch().testApp("tree")) {
      for (int i = 0; i < REQUESTS; i++) {
        Client.get(app.uri("/exact"));
      }
      String job =
          """
          static_configs: [{targets: ['%s:%d']}]
          scrape_protocols: [PrometheusProto]
          always_scrape_classic_histograms: true
          """
                  .formatted(app.agent().getHost(), app.agent().getPort())
              + (isFlag ? "" : "scrape_native_histograms: true\n");
      String[] options =
          isFlag ? new String[] {"--enable-feature=native-histograms"} : new String[0];
      try (Prometheus prometheus = Prometheus.scraping(folder, job, options)) {
        String latency = "http_request_duration_seconds%s{route=\"/exact\"}";
        String count = Integer.toString(REQUESTS);
        prometheus.awaitValue("histogram_count(" + latency.formatted("") + ")", count);
        prometheus.awaitValue(latency.formatted("_count"), count);
        prometheus.awaitValue("count(" + latency.formatted("_bucket") + ")", "15");
        prometheus.awaitValue("http_requests_total{route=\"/exact\"}", count);
      }
    }
  }
}
