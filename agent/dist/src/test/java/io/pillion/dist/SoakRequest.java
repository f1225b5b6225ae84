package io.pillion.dist;

import java.util.List;
import java.util.Random;

/**
 * A request of a client that does as it likes, and what the agent must count it under.
 *
 * @param target path and query
 * @param headers as lines of HTTP/1, each with its end
 * @param body characters of one byte each; empty for none
 */
record SoakRequest(String method, String target, String headers, String body, Counted counted) {
  /** The labels of the series that a request belongs to. */
  record Counted(String method, String route, int status, String tenant) {
    /** How many of them a scrape tells. */
    double in(Scrape scrape) {
      String[] labels = {
        "method", method, "route", route, "status", String.valueOf(status), "tenant", tenant
      };
      return scrape.value("http_requests_total", labels);
    }
  }

  /** What the agent is told to label requests by. */
  static final String LABELS = "http.labels=tenant=X-Tenant:acme|globex";

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "get", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "");
  private static final List<String> TENANTS = List.of("acme", "globex", "_OTHER");
  private static final int[] STATUSES = {
    200, 204, 301, 304, 400, 401, 403, 404, 429, 500, 502, 503
  };
  private static final List<String> PIECES =
      List.of("%20", "%C3%A9", "%F0%9F%92%A9", ";a=b", "%2f", "..", "~", "*", "'", "%22");
  private static final int LONGEST_BODY = 3000;

  /** Of any kind. */
  static SoakRequest random(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> anyMethod(random, "/exact", "/exact", 200);
      case 1 -> anyMethod(random, "/prefix/" + text(random), "/prefix/*", 200);
      case 2 -> anyMethod(random, "/both/" + text(random) + "/" + text(random), "/both/*", 200);
      case 3 -> anyMethod(random, "/templates/a/" + text(random), "/templates/a/{b}", 200);
      case 4 -> anyMethod(random, "/no-" + text(random), "_UNMATCHED", 404);
      case 5 -> of(random, "GET", "/api/items/" + text(random), "/api/items/{id}", 200);
      case 6 -> of(random, "DELETE", "/api/items/" + text(random), "/api/*", 405);
      case 7 -> {
        String prefix = "/nested/inner/routed/leaf/";
        yield of(random, "GET", prefix + text(random), prefix + "{x}", 200);
      }
      case 8 -> {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        yield of(random, "GET", "/status?code=" + status, "/status", status);
      }
      case 9 -> of(random, "GET", "/throw", "/throw", 500);
      case 10 -> of(random, "GET", "/dispatch-task", "/dispatch-task", 200);
      default ->
          of(random, "POST", "/echo", "/echo", 200)
              .withBody("x".repeat(random.nextInt(LONGEST_BODY)));
    };
  }

  private static SoakRequest anyMethod(Random random, String path, String route, int status) {
    String method = METHODS.get(random.nextInt(METHODS.size()));
    String query = random.nextBoolean() ? "" : "?" + text(random) + "=" + text(random);
    return of(
        random, method.isEmpty() ? "M" + letters(random) : method, path + query, route, status);
  }

  private static SoakRequest of(
      Random random, String method, String target, String route, int status) {
    String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
    String label = method.startsWith("M") ? "_OTHER" : method.equals("get") ? "GET" : method;
    return new SoakRequest(
        method, target, headers(random, tenant), "", new Counted(label, route, status, tenant));
  }

  private SoakRequest withBody(String text) {
    return new SoakRequest(method, target, headers, text, counted);
  }

  private static String headers(Random random, String tenant) {
    String told = tenant.equals("_OTHER") ? text(random) : tenant;
    StringBuilder lines = new StringBuilder("X-Tenant: ").append(told).append("\r\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      lines.append("X-").append(letters(random)).append(": ").append(text(random)).append("\r\n");
    }
    if (random.nextInt(4) == 0) {
      lines.append("traceparent: ").append(traceParent(random)).append("\r\n");
    }
    return lines.toString();
  }

  /** Well-formed, or cut off. */
  private static String traceParent(Random random) {
    String whole =
        String.format("00-%016x%016x-%016x-01", random.nextLong(), 1L, random.nextLong() | 1);
    return random.nextBoolean() ? whole : whole.substring(0, random.nextInt(whole.length()));
  }

  private static String letters(Random random) {
    return Long.toString(random.nextLong(1L << 40, Long.MAX_VALUE), 36)
        .toUpperCase(java.util.Locale.ROOT);
  }

  /** For a segment of a path, or a header's value. */
  private static String text(Random random) {
    String piece = random.nextBoolean() ? "" : PIECES.get(random.nextInt(PIECES.size()));
    return letters(random) + piece + letters(random);
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** As HTTP/1 has it, the body in chunks where the protocol knows them and the dice say so. */
  String text(String version, String connection, boolean chunked) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(' ').append(version).append("\r\n");
    text.append("Host: localhost\r\n").append(headers).append(connection);
    if (body.isEmpty()) {
      return text.append("\r\n").toString();
    }
    if (!chunked) {
      return text.append("Content-Length: " + body.length() + "\r\n\r\n" + body).toString();
    }
    return text.append("Transfer-Encoding: chunked\r\n\r\n")
        .append(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
        .toString();
  }
}
