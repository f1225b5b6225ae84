package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Spring Cloud Gateway, and in the same JVM the server that it sends requests to: each request on
 * a socket is counted once, by the server that read it.
 */
class GatewayIT {
  @ParameterizedTest(name = "Spring Cloud Gateway {1}, on Spring Boot {0}")
  @CsvSource({"2.7.18, 3.1.9", "3.3.13, 4.1.9"})
  void theGatewayAndItsTargetCountEachTheirOwn(String boot, String gateway, @TempDir Path classes)
      throws Exception {
    List<File> libraries =
        ClassPath.resolve(
            "org.springframework.cloud:spring-cloud-starter-gateway:" + gateway,
            "org.springframework.boot:spring-boot-starter-webflux:" + boot);
    Sources.compile(Sources.file("gateway"), 17, libraries, classes);
    String classPath = ClassPath.of(classes, libraries);
    try (App app = App.launch().command("-cp", classPath, "Main").start().awaitListening()) {
      for (int i = 0; i < 20; i++) {
        assertThat(Client.get(app.uri("/shop/orders/" + i)).body()).isEqualTo("/orders/" + i);
      }
      assertThat(Client.get(app.uri("/shop/absent")).statusCode()).isEqualTo(404);
      assertThat(Client.get(app.uri("/gone/7")).statusCode()).isEqualTo(500);
      assertThat(Client.get(app.uri("/absent")).statusCode()).isEqualTo(404);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/shop/**", 200))
          .as(scrape.requested())
          .as(scrape.requested())
          .isEqualTo(20);
      assertThat(scrape.requests("GET", "/shop/**", 404)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests("GET", "/gone/{id}", 500)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests("GET", "/orders/*", 200)).as(scrape.requested()).isEqualTo(20);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).as(scrape.requested()).isEqualTo(2);
      assertThat(scrape.requests()).as(scrape.requested()).as(scrape.requested()).isEqualTo(44);
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
    }
  }
}
