package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A TomEE as it is downloaded, with a WAR of servlets and of JAX-RS. It is a Tomcat: each request
 * is counted once. Its JAX-RS answers in a filter, before the default servlet of the app.
 */
class TomEEIT {
  @ParameterizedTest(name = "TomEE {0}, on Tomcat {1}, on Java {2}")
  @CsvSource({"9.0.0, 10.0.27, 17"})
  void requestsOfServletsAndOfResourcesAreCountedEach(
      String version, String tomcat, int java, @TempDir Path folder) throws Exception {
    Jvm jvm = Jvm.ofRelease(java);
    String archive = "org.apache.tomee:apache-tomee:zip:webprofile:" + version;
    try (Catalina tomee = Catalina.unpack(archive, folder.resolve("tomee"))) {
      War shop = new War(List.of("servlets", "jax-rs"), tomee.libraries(), List.of(), false);
      tomee.deploy("shop", shop.build(folder.resolve("shop"), "first"));
      tomee.start(jvm);
      ask(tomee, "/shop/orders/7", 200, 3);
      ask(tomee, "/shop/start.jsp", 200, 2);
      ask(tomee, "/shop/throw", 500, 2);
      ask(tomee, "/shop/api/items/7", 200, 5);
      ask(tomee, "/shop/api/items/throw", 500, 1);
      ask(tomee, "/shop/api/absent", 404, 1);
      ask(tomee, "/shop/absent", 404, 1);
      Scrape scrape = tomee.app().scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/shop/orders/*", 200)).as(scrape.requested()).isEqualTo(3);
      assertThat(scrape.requests("GET", "/shop/*.jsp", 200)).isEqualTo(2);
      assertThat(scrape.requests("GET", "/shop/throw", 500)).isEqualTo(2);
      assertThat(scrape.requests("GET", "/shop/api/items/{id}", 200)).isEqualTo(5);
      assertThat(scrape.requests("GET", "/shop/api/items/throw", 500)).isEqualTo(1);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).isEqualTo(2);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(15);
      assertThat(scrape.value("http_request_exceptions_total")).isEqualTo(3);
      assertThat(scrape.value("pillion_instrumented", "server", "tomcat", "version", tomcat))
          .isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).as(tomee.app().err()).isZero();
    }
  }

  private static void ask(Catalina tomee, String path, int status, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(Client.get(tomee.uri(path)).statusCode()).as(path).isEqualTo(status);
    }
  }
}
