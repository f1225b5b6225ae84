package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Payara Micro as it is downloaded, with a WAR of servlets and of JAX-RS. Its Servlet container
 * is GlassFish's, upon Grizzly, which counts.
 */
class PayaraIT {
  @Test
  void requestsOfServletsAndOfResourcesAreCountedOnce(@TempDir Path folder) throws Exception {
    List<File> provided = ClassPath.resolve("jakarta.platform:jakarta.jakartaee-api:10.0.0");
    War shop = new War(List.of("servlets", "jax-rs"), provided, List.of(), false);
    File payara = ClassPath.resolveAlone("fish.payara.extras:payara-micro:6.2024.10").get(0);
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(17))
            .options("-Djava.io.tmpdir=" + folder)
            .command(
                "-jar", payara.getPath(), "--noCluster", "--autoBindHttp", "--contextRoot", "shop")
            .command("--deploy", shop.build(folder.resolve("shop"), "first").toString())
            .start()) {
      String base =
          app.awaitErr("(http://[^ /]+:\\d+/shop)").replaceFirst("//[^:]+", "//127.0.0.1");
      ask(base, "/orders/7", 200, 3);
      ask(base, "/start.jsp", 200, 2);
      ask(base, "/throw", 500, 2);
      ask(base, "/api/items/7", 200, 5);
      ask(base, "/api/items/throw", 500, 1);
      ask(base, "/api/absent", 404, 1);
      ask(base, "/absent", 404, 1);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/shop/orders/*", 200)).as(scrape.requested()).isEqualTo(3);
      assertThat(scrape.requests("GET", "/shop/*.jsp", 200)).isEqualTo(2);
      assertThat(scrape.requests("GET", "/shop/throw", 500)).isEqualTo(2);
      assertThat(scrape.requests("GET", "/shop/api/items/{id}", 200)).isEqualTo(5);
      assertThat(scrape.requests("GET", "/shop/api/items/throw", 500)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/shop/api/*", 404)).isEqualTo(1);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).isEqualTo(1);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(15);
      assertThat(scrape.value("http_request_exceptions_total")).isEqualTo(3);
      assertThat(scrape.value("pillion_instrumented", "server", "grizzly")).isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
    }
  }

  private static void ask(String base, String path, int status, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(Client.get(URI.create(base + path)).statusCode()).as(path).isEqualTo(status);
    }
  }
}
