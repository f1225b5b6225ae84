package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A Keycloak as it is downloaded: Quarkus REST upon Vert.x. 147 MB, so not in every build. */
@EnabledIfSystemProperty(named = "contract.all", matches = "true")
class KeycloakIT {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  @Test
  void itsRequestsAreCountedWithTheTemplatesOfItsResources(@TempDir Path folder) throws Exception {
    try (App keycloak = start(folder)) {
      URI server = URI.create("http://127.0.0.1:" + keycloak.awaitOut("http://127.0.0.1:(\\d+)"));
      get(server.resolve("/realms/master"), HttpClient.Version.HTTP_1_1, 200, 5);
      get(server.resolve("/realms/master"), HttpClient.Version.HTTP_2, 200, 5);
      get(server.resolve("/realms/master/protocol/openid-connect/certs"), null, 200, 2);
      get(server.resolve("/realms/absent"), null, 404, 1);
      get(server.resolve("/admin/realms/master/users"), null, 401, 1);
      get(server.resolve("/nothing"), null, 404, 1);
      String authorization = "Bearer " + token(server);
      URI users = server.resolve("/admin/realms/master/users");
      assertThat(Client.get(users, "Authorization", authorization).body()).contains("admin");
      Scrape scrape = keycloak.scrapeWhenIdle();
      expect(scrape, "GET", "/realms/{realm}", 200, 10);
      expect(scrape, "GET", "/realms/{realm}/protocol/{protocol}/certs", 200, 2);
      expect(scrape, "GET", "/realms/{realm}/*", 404, 1);
      expect(scrape, "GET", "/admin/realms/*", 401, 1);
      expect(scrape, "GET", "_UNMATCHED", 404, 1);
      expect(scrape, "POST", "/realms/{realm}/protocol/{protocol}/token", 200, 1);
      expect(scrape, "GET", "/admin/realms/{realm}/users", 200, 1);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(17);
      assertThat(scrape.value("pillion_errors_total")).as(keycloak.err()).isZero();
    }
  }

  /** Its script starts a JVM to build it, if it is not built, and another one to run. */
  private static App start(Path folder) throws Exception {
    String archive = "org.keycloak:keycloak-quarkus-dist:zip:26.0.5";
    Path script = Archive.unpack(archive, folder, name -> true).resolve("bin/kc.sh");
    try (App build = launch(script).command("build", "--db=dev-file").start()) {
      assertThat(build.exitCode()).as(build.out() + build.err()).isZero();
    }
    return launch(script)
        .environment("JAVA_OPTS_APPEND", "-javaagent:" + App.AGENT + "=port=0,host=127.0.0.1")
        .environment("KC_BOOTSTRAP_ADMIN_USERNAME", "admin")
        .environment("KC_BOOTSTRAP_ADMIN_PASSWORD", "secret")
        .command("start", "--optimized", "--http-enabled=true", "--hostname-strict=false")
        .command("--http-host=127.0.0.1", "--http-port=0")
        .start();
  }

  private static App.Launch launch(Path script) {
    return App.launch()
        .agentArgument(null)
        .environment("JAVA_HOME", Jvm.ofRelease(17).home().toString())
        .program("sh")
        .command(script.toString());
  }

  private static void get(URI uri, HttpClient.Version version, int status, int times)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (version != null) {
      request.version(version);
    }
    for (int i = 0; i < times; i++) {
      var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
      assertThat(response.statusCode()).as(uri.toString()).isEqualTo(status);
      assertThat(version == null || response.version() == version).isTrue();
    }
  }

  private static String token(URI server) throws Exception {
    URI uri = server.resolve("/realms/master/protocol/openid-connect/token");
    String form = "client_id=admin-cli&grant_type=password&username=admin&password=secret";
    String type = "application/x-www-form-urlencoded";
    Matcher token = TOKEN.matcher(Client.send("POST", uri, form, "Content-Type", type).body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static void expect(Scrape scrape, String method, String route, int status, int times) {
    assertThat(scrape.requests(method, route, status)).as(scrape.requested()).isEqualTo(times);
  }
}
