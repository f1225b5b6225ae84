package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Tomcat as it is downloaded, with the agent in its setenv.sh and a WAR in its webapps: servlets,
 * a JSP, a WebSocket, and a Spring of the app's own, which Tomcat's class loader does not see.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("releases")
class StandaloneTomcatIT {
  private record Release(String tomcat, int java, String spring) {
    boolean isJavax() {
      return Integer.parseInt(tomcat.replaceAll("\\..*", "")) < 10;
    }
  }

  static List<Release> releases() {
    Stream<Release> sample = Stream.of(new Release("10.1.59", 17, "6.2.19"));
    Stream<Release> others =
        Stream.of(
            new Release("7.0.109", 8, "4.3.30.RELEASE"),
            new Release("8.5.100", 8, "5.3.39"),
            new Release("9.0.117", 11, "5.3.39"),
            new Release("11.0.24", 25, "7.0.10"));
    return Stream.concat(sample, Boolean.getBoolean("contract.all") ? others : Stream.empty())
        .toList();
  }

  /** A line of a histogram: a rank, how many there are, how many bytes they take, a class. */
  private static final Pattern LOADERS =
      Pattern.compile(": +(\\d+) +\\d+ +org\\.apache\\.catalina\\.loader\\.\\w*WebappClassLoader");

  @TempDir private static Path folder;
  private static Catalina tomcat;
  private static War shop;

  @Parameter private Release release;
  private Scrape before;

  @BeforeParameterizedClassInvocation
  static void open(Release release) throws Exception {
    Jvm jvm = Jvm.ofRelease(release.java());
    Path work = folder.resolve(release.tomcat());
    tomcat = Catalina.unpack("org.apache.tomcat:tomcat:zip:" + release.tomcat(), work);
    List<File> spring = ClassPath.resolve("org.springframework:spring-webmvc:" + release.spring());
    List<String> parts = List.of("servlets", "websocket", "spring-mvc");
    shop = new War(parts, tomcat.libraries(), spring, release.isJavax());
    tomcat.deploy("shop", shop.build(folder.resolve("first-" + release.tomcat()), "first"));
    tomcat.start(jvm);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    if (tomcat != null) {
      tomcat.close();
      tomcat = null;
    }
  }

  @BeforeEach
  void look() {
    before = tomcat.app().scrapeWhenIdle();
  }

  private Scrape counted() {
    return tomcat.app().scrapeWhenIdle().since(before);
  }

  @ParameterizedTest
  @CsvSource({
    "/shop/orders/7, 200, /shop/orders/*",
    "/shop/start.jsp, 200, /shop/*.jsp",
    "/shop/version.txt, 200, /shop/*",
    "/shop/throw, 500, /shop/throw",
    "/shop/absent, 404, _UNMATCHED",
    "/nowhere, 404, _UNMATCHED",
    "/shop, 302, /shop/*",
    "/shop/api/orders/7, 200, /shop/api/orders/{id}",
    "/shop/api/throw, 500, /shop/api/throw",
    "/shop/api/absent, 404, /shop/api/*",
  })
  void aRequestIsCountedOnceUnderTheMappingOrUnderThePatternOfSpring(
      String path, int status, String route) throws Exception {
    assertThat(Client.get(tomcat.uri(path)).statusCode()).isEqualTo(status);
    Scrape counted = counted();
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    assertThat(counted.value("pillion_errors_total")).as(tomcat.app().err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"/shop/throw", "/shop/api/throw"})
  void whatTheAppThrowsIsCountedWithItsClass(String path) throws Exception {
    assertThat(Client.get(tomcat.uri(path)).statusCode()).isEqualTo(500);
    String[] labels = {"exception", "java.lang.IllegalStateException", "route", path};
    Scrape counted = counted();
    assertThat(counted.value("http_request_exceptions_total", labels)).isEqualTo(1);
    assertThat(counted.value("http_request_exceptions_total")).isEqualTo(1);
  }

  /** It has no servlet: Tomcat answers it by a filter before the default one. */
  @Test
  void aWebSocketIsCountedOnceWhenItOpensAndNotTimed() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            answer.complete(text.toString());
            socket.request(1); // the other side's good-bye
            return null;
          }
        };
    URI echo = URI.create("ws://127.0.0.1:" + tomcat.port() + "/shop/echo/Ann");
    WebSocket socket =
        Client.HTTP.newWebSocketBuilder().buildAsync(echo, listener).get(20, TimeUnit.SECONDS);
    socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("Ann says hello");
    Scrape whileOpen = counted();
    assertThat(whileOpen.requests("GET", "/shop/*", 101)).as(whileOpen.requested()).isEqualTo(1);
    assertThat(whileOpen.value("http_request_duration_seconds_count")).isZero();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
    await().atMost(Client.PATIENCE).until(socket::isInputClosed);
    assertThat(counted().requests()).isEqualTo(1);
  }

  @Test
  void whatIsWatchedIsTold() throws Exception {
    Client.get(tomcat.uri("/shop/api/orders/7"));
    Scrape scrape = tomcat.app().scrapeWhenIdle();
    assertThat(scrape.value("pillion_instrumented", "version", release.tomcat())).isEqualTo(1);
    assertThat(scrape.samples("pillion_instrumented")).hasSize(1);
    assertThat(Client.get(tomcat.app().agent().resolve("-/instrumentation")).body())
        .containsPattern("spring-mvc in a class loader of \\S+WebappClassLoader is watched");
  }

  @Test
  void appsThatAreDeployedAnewAreCountedAndThoseThatAreGoneAreLetGo() throws Exception {
    for (String version : List.of("second", "third", "fourth")) {
      tomcat.deploy("shop", shop.build(folder.resolve(version + "-" + release.tomcat()), version));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Client.get(tomcat.uri("/shop/version.txt")).body().equals(version));
      Scrape deployed = tomcat.app().scrapeWhenIdle();
      assertThat(Client.get(tomcat.uri("/shop/orders/7")).statusCode()).isEqualTo(200);
      assertThat(Client.get(tomcat.uri("/shop/api/orders/7")).statusCode()).isEqualTo(200);
      Scrape counted = tomcat.app().scrapeWhenIdle().since(deployed);
      assertThat(counted.requests("GET", "/shop/orders/*", 200)).isEqualTo(1);
      assertThat(counted.requests("GET", "/shop/api/orders/{id}", 200)).isEqualTo(1);
      assertThat(counted.requests()).isEqualTo(2);
    }
    // with or without an agent, the first app may stay for as long as the second is there
    await().atMost(Duration.ofSeconds(60)).until(() -> webappLoaders() <= 2);
    assertThat(tomcat.app().err()).doesNotContain("memory leak");
  }

  /** Class loaders of apps among the live objects. */
  private static int webappLoaders() throws Exception {
    String pid = String.valueOf(tomcat.app().process().pid());
    Process jcmd =
        new ProcessBuilder(Jvm.own().tool("jcmd"), pid, "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram =
        new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    Matcher loaders = LOADERS.matcher(histogram);
    assertThat(loaders.find()).as(histogram).isTrue();
    return Integer.parseInt(loaders.group(1));
  }
}
