package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WAR that no one here wrote, JSPWiki, in the servers that people put such WARs in. */
class JspWikiIT {
  private static final Map<String, Integer> STATUSES =
      Map.of(
          "/Wiki.jsp?page=Main", 200,
          "/Edit.jsp?page=Mine", 200,
          "/templates/default/jspwiki.css", 200,
          "/attach/Main/absent.png", 404,
          "/wiki/absent", 404,
          "/absent", 404);

  /** Has Jetty say on stderr at which port it listens. */
  private static final String LOGGED =
      "-Dorg.eclipse.jetty.util.log.class=org.eclipse.jetty.util.log.StdErrLog";

  @TempDir private Path folder;

  @Test
  void tomcatCountsItsRequests() throws Exception {
    String archive = "org.apache.tomcat:tomcat:zip:9.0.83";
    try (Catalina tomcat = Catalina.unpack(archive, folder.resolve("tomcat"))) {
      tomcat.deploy("wiki", war());
      tomcat.start(Jvm.own());
      askAndExpect(tomcat.app(), tomcat.uri("/wiki"));
    }
  }

  @Test
  void jettyCountsItsRequests() throws Exception {
    Path runner =
        ClassPath.resolveAlone("org.eclipse.jetty:jetty-runner:9.4.57.v20241219").get(0).toPath();
    try (App app =
        App.launch()
            .options("-Djava.io.tmpdir=" + folder, LOGGED)
            .command("-jar", runner.toString(), "--port", "0", "--path", "/wiki", war().toString())
            .start()) {
      int port = Integer.parseInt(app.awaitErr("Started ServerConnector@.*:(\\d+)}"));
      askAndExpect(app, URI.create("http://127.0.0.1:" + port + "/wiki"));
    }
  }

  private static Path war() {
    return ClassPath.resolveAlone("org.apache.jspwiki:jspwiki-war:war:2.10.5").get(0).toPath();
  }

  private static void askAndExpect(App app, URI wiki) throws Exception {
    for (int i = 0; i < 5; i++) {
      for (Map.Entry<String, Integer> asked : STATUSES.entrySet()) {
        URI page = URI.create(wiki + asked.getKey());
        assertThat(Client.get(page).statusCode()).as(page.toString()).isEqualTo(asked.getValue());
      }
    }
    Scrape scrape = app.scrapeWhenIdle();
    assertThat(scrape.requests("GET", "/wiki/*.jsp", 200)).as(scrape.requested()).isEqualTo(10);
    assertThat(scrape.requests("GET", "/wiki/*", 200)).as(scrape.requested()).isEqualTo(5);
    assertThat(scrape.requests("GET", "/wiki/attach/*", 404)).isEqualTo(5);
    assertThat(scrape.requests("GET", "/wiki/wiki/*", 404)).isEqualTo(5);
    assertThat(scrape.requests("GET", "_UNMATCHED", 404)).isEqualTo(5);
    assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(30);
    assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
  }
}
