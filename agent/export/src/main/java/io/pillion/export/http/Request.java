package io.pillion.export.http;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The head of a request (RFC 9112 sections 2 to 5). Immutable. */
public final class Request {
  /** RFC 9110 section 5.6.2, besides letters and digits. */
  private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  private final String method;
  private final String path;
  private final String query;
  private final boolean isHttp11;
  private final Map<String, List<String>> headers;

  private Request(
      String method,
      String path,
      String query,
      boolean isHttp11,
      Map<String, List<String>> headers) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.isHttp11 = isHttp11;
    this.headers = headers;
  }

  /**
   * @param head a request line and header lines, each character a byte; without the empty line that
   *     ends them
   */
  static Request parse(String head) throws BadRequest {
    String[] lines = head.split("\r?\n", -1);
    String[] parts = lines[0].split(" ", -1);
    if (parts.length != 3 || !isToken(parts[0]) || parts[1].isEmpty()) {
      throw new BadRequest(400, "the request line is not METHOD TARGET HTTP/1.1");
    }
    boolean isHttp11 = parts[2].equals("HTTP/1.1");
    if (!isHttp11 && !parts[2].equals("HTTP/1.0")) {
      throw new BadRequest(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      header(lines[i], headers);
    }
    return target(parts[0], parts[1], isHttp11, headers);
  }

  private static void header(String line, Map<String, List<String>> headers) throws BadRequest {
    int colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.substring(0, colon))) {
      throw new BadRequest(400, "a header is not of the form NAME: VALUE");
    }
    String value = line.substring(colon + 1);
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' && value.charAt(i) != '\t') {
        throw new BadRequest(400, "a header has a control character in it");
      }
    }
    headers
        .computeIfAbsent(
            line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
        .add(value.trim());
  }

  /** The target may be a whole address, whose host then counts (RFC 9112 section 3.2.2). */
  private static Request target(
      String method, String target, boolean isHttp11, Map<String, List<String>> headers)
      throws BadRequest {
    if (headers.getOrDefault("host", Collections.emptyList()).size() != 1 && isHttp11) {
      throw new BadRequest(400, "one header Host is needed");
    }
    String rest = target;
    int scheme = target.indexOf("://");
    if (!target.startsWith("/") && scheme > 0) {
      int slash = target.indexOf('/', scheme + 3);
      int end = slash < 0 ? target.length() : slash;
      headers.put("host", Collections.singletonList(target.substring(scheme + 3, end)));
      rest = slash < 0 ? "/" : target.substring(slash);
    }
    if (!rest.startsWith("/")) {
      throw new BadRequest(400, "the request's target is neither a path nor an address");
    }
    int question = rest.indexOf('?');
    return new Request(
        method,
        question < 0 ? rest : rest.substring(0, question),
        question < 0 ? null : rest.substring(question + 1),
        isHttp11,
        headers);
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAlphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!isAlphanumeric && TOKEN_CHARACTERS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  public String method() {
    return method;
  }

  /** As it was sent: nothing in it is decoded. */
  public String path() {
    return path;
  }

  /** What follows the question mark, as it was sent; null for none. */
  public String query() {
    return query;
  }

  /**
   * The first value that the query gives to a name, decoded; null for none.
   *
   * @throws IllegalArgumentException if the query is not well encoded
   */
  public String parameter(String name) {
    List<String> values = parameters(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** As {@link #parameter}, for all values of a name, in the order sent. */
  public List<String> parameters(String name) {
    List<String> values = new ArrayList<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
        values.add(decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e); // every Java has UTF-8
    }
  }

  /** The values of a header, in the order sent; empty for none. */
  public List<String> headers(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? Collections.<String>emptyList() : values;
  }

  /** The first value of a header, or null. */
  public String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** A body follows, which nobody here reads. */
  boolean hasBody() {
    String length = header("content-length");
    return header("transfer-encoding") != null || (length != null && !length.equals("0"));
  }

  /** The client wants to send more requests (RFC 9112 section 9.3). */
  boolean keepsAlive() {
    String connection = String.join(",", headers("connection")).toLowerCase(Locale.ROOT);
    return isHttp11 ? !connection.contains("close") : connection.contains("keep-alive");
  }
}
