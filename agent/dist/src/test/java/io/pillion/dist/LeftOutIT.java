package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Servers that the user does not want to be watched, and names that mean none. */
class LeftOutIT {
  @Test
  void aServerThatIsLeftOutIsNotTouched() throws Exception {
    try (App app = App.launch().agent("http.servers=-undertow;-jetty").testApp("tree")) {
      assertThat(Client.get(app.uri("/api/items/7")).statusCode()).isEqualTo(200);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests()).isZero();
      assertThat(scrape.samples("pillion_instrumented")).isEmpty();
      assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
          .doesNotContain("undertow in a class loader of");
    }
  }

  @Test
  void aNameThatNoneHasIsToldWithThoseThereAre() throws Exception {
    try (App app = App.launch().agent("http.servers=-undertov").testApp("tree")) {
      assertThat(app.awaitErr("(http.servers leaves out undertov, which is none of .*)"))
          .contains("undertow")
          .contains("tomcat");
      assertThat(Client.get(app.uri("/api/items/7")).statusCode()).isEqualTo(200);
      assertThat(app.scrapeWhenIdle().requests()).isEqualTo(1);
    }
  }

  @Test
  void aNameToWatchThatNoneHasIsToldWithThoseThereAre() throws Exception {
    try (App app = App.launch().agent("http.servers=nety").testApp("tree")) {
      assertThat(app.awaitErr("(http.servers names nety, which is none of .*)")).contains("netty");
      assertThat(Client.get(app.uri("/api/items/7")).statusCode()).isEqualTo(200);
      assertThat(app.scrapeWhenIdle().requests()).isEqualTo(1);
    }
  }

  @Test
  void aPackageThatCannotBeTheServersIsToldWithThoseThatCan() throws Exception {
    try (App app = App.launch().agent("http.servers=undertow=shaded.undertow").testApp("tree")) {
      assertThat(app.awaitErr("(http.servers: shaded.undertow .*)"))
          .contains("does not end in a package of undertow")
          .contains("io.undertow");
      assertThat(Client.get(app.uri("/api/items/7")).statusCode()).isEqualTo(200);
      assertThat(app.scrapeWhenIdle().requests()).isEqualTo(1);
    }
  }
}
