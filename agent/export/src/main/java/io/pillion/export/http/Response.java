package io.pillion.export.http;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is sent to a client: status, headers, and a body that is there as a whole. Immutable: one
 * response may go to many clients.
 */
public final class Response {
  // RFC 9110 section 5.6.7
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private final int status;
  private final byte[] body;
  private final Map<String, String> headers;

  private Response(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  /**
   * @param type the header {@code Content-Type}
   */
  public Response(int status, String type, byte[] body) {
    this(status, body, new LinkedHashMap<>());
    headers.put("Content-Type", type);
    // No guessing of types (https://fetch.spec.whatwg.org/#x-content-type-options-header), and
    // nothing of an app's inside in the cache of a proxy or a browser.
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cache-Control", "no-store");
  }

  /** Plain text. */
  public static Response text(int status, String text) {
    return new Response(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** This response with a header, in the place of one of the same name. The body is shared. */
  public Response with(String name, String value) {
    return with(Collections.singletonMap(name, value));
  }

  /** As {@link #with(String, String)}, for each of these headers. */
  public Response with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Response(status, body, all);
  }

  public int status() {
    return status;
  }

  /** Bytes of the body. */
  public int length() {
    return body.length;
  }

  byte[] body() {
    return body;
  }

  /** Status line and headers, the empty line after them included. */
  byte[] head(boolean keepsAlive) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    header(head, "Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    headers.forEach((name, value) -> header(head, name, value));
    if (status != 304) { // which has the length of what it is not sent (RFC 9110 section 8.6)
      header(head, "Content-Length", Integer.toString(body.length));
    }
    header(head, "Connection", keepsAlive ? "keep-alive" : "close");
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** Of the statuses that are sent here; a client must not look at it (RFC 9112 section 4). */
  private static String reason(int status) {
    switch (status) {
      case 200:
        return "OK";
      case 304:
        return "Not Modified";
      case 400:
        return "Bad Request";
      case 401:
        return "Unauthorized";
      case 404:
        return "Not Found";
      case 405:
        return "Method Not Allowed";
      case 408:
        return "Request Timeout";
      case 421:
        return "Misdirected Request";
      case 431:
        return "Request Header Fields Too Large";
      case 503:
        return "Service Unavailable";
      case 505:
        return "HTTP Version Not Supported";
      default:
        return "Internal Server Error";
    }
  }
}
