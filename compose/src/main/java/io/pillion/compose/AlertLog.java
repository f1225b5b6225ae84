package io.pillion.compose;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where Alertmanager's notifications go when nobody has an account yet: a webhook that prints each
 * one as a line of JSON and shows the last {@value #KEPT} on a page.
 *
 * <p>{@code POST /<receiver>} takes a notification, {@code GET /} is the page, {@code GET
 * /notifications} the JSON array behind it, newest first, each as {@code {"to": RECEIVER,
 * "notification": ALERTMANAGERS_JSON}}. {@code GET /runbook} says what to do for each alert.
 */
public final class AlertLog implements AutoCloseable {
  private static final int KEPT = 200;

  private final Deque<String> notifications = new ArrayDeque<>();
  private final byte[] runbook;
  private final HttpServer server;

  /**
   * Listens on {@code address}; port 0 is any free port.
   *
   * @param readme the file with the runbook's sections
   * @throws IOException if the address cannot be bound, or {@code readme} not be read
   */
  public AlertLog(InetSocketAddress address, Path readme) throws IOException {
    runbook = Runbook.page(Files.readString(readme)).getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(address, 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** {@code AlertLog PORT README}. */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    // Runs until the container stops: the server's thread keeps the JVM alive.
    @SuppressWarnings("resource")
    AlertLog log = new AlertLog(new InetSocketAddress(port), Path.of(args[1]));
    System.out.println("notifications are shown on port " + log.port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The kept notifications as a JSON array, newest first. */
  public synchronized String json() {
    return "[" + String.join(",", notifications) + "]";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /" -> answer(exchange, "text/html; charset=utf-8", page());
        case "GET /runbook" -> answer(exchange, "text/html; charset=utf-8", runbook);
        case "GET /notifications" ->
            answer(exchange, "application/json", json().getBytes(StandardCharsets.UTF_8));
        default -> {
          if (exchange.getRequestMethod().equals("POST") && path.matches("/[a-z]+")) {
            keep(path.substring(1), exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
        }
      }
    }
  }

  private synchronized void keep(String receiver, byte[] body) {
    String notification = new String(body, StandardCharsets.UTF_8).strip();
    System.out.println(receiver + " " + notification);
    String to = "{\"to\":\"" + receiver + "\"";
    if (receiver.equals("watchdog")) {
      // Only its last call matters; all of them would push the others out.
      notifications.removeIf(kept -> kept.startsWith(to));
    }
    notifications.addFirst(
        to + ",\"at\":\"" + Instant.now() + "\",\"notification\":" + notification + "}");
    if (notifications.size() > KEPT) {
      notifications.removeLast();
    }
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] page() throws IOException {
    try (InputStream page = AlertLog.class.getResourceAsStream("alerts.html")) {
      return page.readAllBytes();
    }
  }
}
