package io.pillion.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/** Asks a running Prometheus or Alertmanager. */
final class RealPrometheus {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String address;

  RealPrometheus(String address) {
    this.address = address;
  }

  /** The series that {@code expression} has now. */
  List<JsonNode> query(String expression) {
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalArgumentException(expression + ": " + answer.path("error").asText());
    }
    JsonNode result = answer.at("/data/result");
    return answer.at("/data/resultType").asText().equals("scalar")
        ? List.of(result)
        : StackFiles.elements(result).toList();
  }

  /** The value of the only series; empty where there is none. */
  OptionalDouble value(String expression) {
    List<JsonNode> series = query(expression);
    return series.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(series.get(0).at("/value/1").asDouble());
  }

  JsonNode get(String path) {
    return StackFiles.json(fetch(address + path));
  }

  static String fetch(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  /** A POST that belongs to a sampled trace. */
  static String trace(String url, String trace) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.noBody())
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .build());
  }

  static String post(String url) {
    return send(
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  static String post(String url, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .build());
  }

  private static String send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
