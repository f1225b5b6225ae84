package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever clients do to the agent's port: the app lives on, and a well-behaved client is served.
 */
class BoundedPortIT {
  /** A heap that what is sent here does not fit into, of a JVM that ends when it is full. */
  private static final String[] SMALL_HEAP = {"-Xmx48m", "-XX:+ExitOnOutOfMemoryError"};

  private static final int LONGEST_HEAD = 16 << 10;
  private static final int MEGABYTES = 100;
  private static final String BUSY = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @ParameterizedTest(name = "Java {0}: an endless {1}")
  @CsvSource({
    "8, request line", "8, header", "8, list of headers",
    "11, request line", "11, header", "11, list of headers",
    "17, request line", "25, request line",
  })
  void aHeadWithoutAnEndIsRefusedAndFillsNoMemory(int release, String what) throws Exception {
    try (App app = launch(release).options(SMALL_HEAP).testApp("tree")) {
      try (Wire client = new Wire(app.agent().getPort())) {
        client.send(beginning(what));
        String piece = what.equals("list of headers") ? "X-A: b\r\n" : "aaaaaaaa";
        sendUntilRefused(client, piece.repeat(1 << 17));
      }
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
      assertHealthy(app);
    }
  }

  private static String beginning(String what) {
    return switch (what) {
      case "request line" -> "GET /";
      case "header" -> "GET / HTTP/1.1\r\nX-A: ";
      default -> "GET / HTTP/1.1\r\n";
    };
  }

  /** The connection goes long before all is sent. */
  private static void sendUntilRefused(Wire client, String megabyte) {
    int sent = 0;
    try {
      while (sent < MEGABYTES) {
        client.send(megabyte);
        sent++;
      }
    } catch (IOException refused) {
      // as it should be
    }
    assertThat(sent).as("megabytes taken").isLessThan(MEGABYTES);
  }

  @Test
  void aHeadOf16KibIsTheLongest() throws Exception {
    try (App app = launch(17).testApp("tree")) {
      String start = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-A: ";
      String longest = "a".repeat(LONGEST_HEAD - start.length() - 4);
      assertThat(answer(app, start + longest + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
      assertThat(answer(app, start + longest + "a\r\n\r\n"))
          .startsWith("HTTP/1.1 431 ")
          .contains("16384 bytes");
    }
  }

  private static String answer(App app, String request) throws IOException {
    try (Wire client = new Wire(app.agent().getPort())) {
      return client.send(request).readAll();
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 25})
  void whoDoesNotFinishAHeadIsToldSoAndCutOff(int release) throws Exception {
    try (App app = launch(release).testApp("tree")) {
      assertThat(answer(app, "GET / HTTP/1.1\r\nX-A: "))
          .startsWith("HTTP/1.1 408 ")
          .contains("within 10 s");
    }
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    try (App app = launch(17).testApp("tree")) {
      assertThat(answer(app, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(answer(app, "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(answer(app, "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
      assertThat(answer(app, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }
  }

  /** It is answered, and the connection is closed: what follows would be taken for a request. */
  @Test
  void aBodyIsNotRead() throws Exception {
    try (App app = launch(17).testApp("tree")) {
      assertThat(
              answer(
                  app,
                  "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"))
          .startsWith("HTTP/1.1 405 ")
          .contains("Connection: close")
          .containsOnlyOnce("HTTP/1.1");
    }
  }

  @ParameterizedTest(name = "Java {0}: {1} clients that {2}")
  @CsvSource({
    "8, 60, ask and do not read",
    "17, 60, ask and do not read",
    "8, 200, have sent half a request",
    "8, 200, ask and do not read",
    "11, 200, ask and do not read",
    "17, 200, have sent half a request",
    "17, 200, ask and do not read",
    "17, 200, say nothing",
    "25, 200, ask and do not read",
  })
  void slowClientsKeepNobodyWaiting(int release, int count, String what) throws Exception {
    List<Wire> slow = new ArrayList<>();
    try (App app = launch(release).testApp("tree")) {
      for (int i = 0; i < count; i++) {
        Wire client = new Wire(app.agent().getPort());
        slow.add(client);
        misbehave(client, what);
      }
      assertHealthy(app);
      assertThat(Client.get(app.agent().resolve("/metrics")).body()).contains("pillion_info{");
      assertThat(Client.get(app.agent()).statusCode()).isEqualTo(200);
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
    } finally {
      for (Wire client : slow) {
        client.close();
      }
    }
  }

  private static void misbehave(Wire client, String what) throws IOException {
    try {
      switch (what) {
        case "have sent half a request" -> client.send("GET /-/healthy HTTP/1.1\r\nHost: loc");
        case "ask and do not read" -> client.send(BUSY.repeat(200)); // no buffer takes the answers
        default -> {}
      }
    } catch (IOException cutOffAlready) {
      // to make room for the next one
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 17, 25})
  void idleConnectionsTakeNoMoreDescriptorsThanTheSettingSays(int release) throws Exception {
    List<Wire> idle = new ArrayList<>();
    try (App app = launch(release).descriptors(400).agent("web.connections=10").testApp("tree")) {
      int port = app.agent().getPort();
      for (int i = 0; i < 424; i++) {
        idle.add(new Wire(port));
      }
      assertHealthy(app);
      for (int i = 0; i < 20; i++) {
        try (Wire newcomer = new Wire(app)) {
          assertThat(newcomer.send(Wire.request("GET /exact")).readAnswers(1)).containsExactly(200);
        }
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(openSockets(app, port)).isLessThanOrEqualTo(12));
    } finally {
      for (Wire client : idle) {
        client.close();
      }
    }
  }

  /** Established connections of a port, by what the kernel says (proc_net_tcp(5)). */
  private static long openSockets(App app, int port) throws IOException {
    String local = String.format(":%04X", port);
    Path tables = Path.of("/proc/" + app.process().pid() + "/net");
    return (Files.readString(tables.resolve("tcp")) + Files.readString(tables.resolve("tcp6")))
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length > 3 && fields[1].endsWith(local) && fields[3].equals("01"))
        .count();
  }

  private static App.Launch launch(int release) {
    return App.launch()
        .on(Jvm.ofRelease(release))
        .undertow(release < 17 ? "2.2.41.Final" : App.NEWEST_UNDERTOW);
  }

  private static void assertHealthy(App app) throws Exception {
    URI healthy = app.agent().resolve("/-/healthy");
    assertThat(Client.get(healthy).statusCode()).isEqualTo(200);
  }
}
