package io.pillion.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Speaks to the app on a port of this machine, by HTTP/2: over HTTP/1.1 the JDK's client now and
 * then sends a GET again, and the app counts it twice.
 */
record Client(int port, HttpClient http) {

  /** As far as tests look at an answer. */
  record Answer(int status, String body) {

    static Answer ok(String body) {
      return new Answer(200, body);
    }
  }

  static Client to(int port) {
    Client client = new Client(port, HttpClient.newHttpClient());
    // The first answer settles the upgrade: all later requests share its connection.
    client.get("/healthz");
    return client;
  }

  Answer get(String path) {
    return answer("GET", path);
  }

  Answer post(String path) {
    return answer("POST", path);
  }

  Answer answer(String method, String path) {
    HttpResponse<String> response = send(method, path);
    return new Answer(response.statusCode(), response.body());
  }

  HttpResponse<String> send(String method, String path) {
    try {
      return http.send(request(method, path), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> getLater(String path) {
    return http.sendAsync(request("GET", path), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .method(method, BodyPublishers.noBody())
        .timeout(Duration.ofSeconds(20))
        .build();
  }
}
