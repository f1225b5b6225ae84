package io.pillion.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTest {
  private static final int MOST = 4;

  private final Faults faults = new Faults();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private ServerSocketChannel listener;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    listener = Listeners.tcp(InetAddress.getLoopbackAddress(), 0, 0);
    server = new Server(listener, Transport.PLAIN, this::answer, MOST, faults);
    server.start();
  }

  @AfterEach
  void close() throws Exception {
    mayEnd.countDown();
    server.close();
  }

  private Response answer(Request request) {
    if (request.path().equals("/fails")) {
      throw new IllegalStateException("on purpose");
    }
    if (request.path().equals("/waits")) {
      awaitEnd();
      return Response.text(200, "waited");
    }
    return Response.text(200, "path " + request.path());
  }

  private void awaitEnd() {
    try {
      assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static Socket send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String request(String path, boolean last) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: a\r\n"
        + (last ? "Connection: close\r\n" : "")
        + "\r\n";
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after " + read).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }

  private static boolean isCutOff(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void requestsOfAConnectionAreAnsweredInTheirOrder() throws Exception {
    try (Socket socket = connect()) {
      send(socket, request("/1", false) + request("/2", false) + request("/3", true));
      assertThat(readAll(socket)).containsSubsequence("path /1", "path /2", "path /3");
    }
  }

  @Test
  void aFaultIsAnAnswerAndCounted() throws Exception {
    try (Socket socket = connect()) {
      send(socket, request("/fails", false) + request("/1", true));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 500 ").contains("path /1");
      assertThat(faults.counts()).containsEntry("http", 1L);
    }
  }

  private static Socket ask(Socket socket, String path) throws IOException {
    readUntil(send(socket, request(path, false)), "path " + path);
    return socket;
  }

  @Test
  void theOneThatIsIdleForTheLongestMakesRoom() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      while (idle.size() < MOST - 1) {
        idle.add(ask(connect(), "/first"));
      }
      // The others are busy so long that the first is idle by then, whatever else the machine does.
      for (int i = 0; i < 50 * (MOST - 2); i++) {
        ask(idle.get(1 + i % (MOST - 2)), "/" + i);
      }
      idle.add(send(connect(), "GET /half"));
      try (Socket newcomer = send(connect(), request("/new", true))) {
        assertThat(readAll(newcomer)).contains("path /new");
      }
      assertThat(isCutOff(idle.get(0))).isTrue();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void whoIsBeingAnsweredIsNotCutOffAndANewcomerWaits() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < MOST; i++) {
        waiting.add(send(connect(), request("/waits", true)));
      }
      try (Socket newcomer = send(connect(), request("/new", true))) {
        mayEnd.countDown();
        assertThat(readAll(newcomer)).contains("path /new");
      }
      for (Socket socket : waiting) {
        assertThat(readAll(socket)).endsWith("waited");
      }
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void whereAllPlacesAreTakenSomeoneGivesHisUpAfterAnAnswer() throws Exception {
    List<Socket> greedy = new ArrayList<>();
    try {
      for (int i = 0; i < MOST; i++) {
        greedy.add(send(connect(), request("/waits", false)));
      }
      try (Socket newcomer = send(connect(), request("/new", true))) {
        mayEnd.countDown();
        assertThat(readAll(newcomer)).contains("path /new");
      }
      List<String> answers = new ArrayList<>();
      for (Socket socket : greedy) {
        answers.add(readUntil(socket, "waited"));
      }
      assertThat(answers).anyMatch(answer -> answer.contains("Connection: close"));
    } finally {
      for (Socket socket : greedy) {
        socket.close();
      }
    }
  }

  @Test
  void closedItAnswersNobodyAndItsThreadsAreGone() throws Exception {
    try (Socket socket = send(connect(), "GET /half")) {
      server.close();
      assertThat(isCutOff(socket)).isTrue();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("pillion-http")) { // its pool has ended, it is on its way out
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }
}
