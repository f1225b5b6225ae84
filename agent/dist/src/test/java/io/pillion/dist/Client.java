package io.pillion.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** HTTP clients for the tests. */
final class Client {
  /** How long a test waits for an answer before it fails. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static final HttpClient HTTP = of(HttpClient.Version.HTTP_1_1);
  static final HttpClient HTTP_2 = of(HttpClient.Version.HTTP_2);

  private Client() {}

  private static HttpClient of(HttpClient.Version version) {
    return HttpClient.newBuilder()
        .version(version)
        .executor(
            Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "client");
                  thread.setDaemon(true);
                  return thread;
                }))
        .build();
  }

  static HttpResponse<String> get(URI uri, String... headers)
      throws IOException, InterruptedException {
    return send("GET", uri, "", headers);
  }

  static HttpResponse<String> send(String method, URI uri, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
