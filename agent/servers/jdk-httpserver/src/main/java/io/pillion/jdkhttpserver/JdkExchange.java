package io.pillion.jdkhttpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** What becomes of a request, told by the hooks. Its thread may change, one after the other. */
final class JdkExchange {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  /** What the server keeps back from the network until there is more, or a flush. */
  private static final int BUFFER = 8192;

  private final Object connection;
  private volatile HttpExchange http;
  private JdkRequest request;
  private int refusal;
  private String requestLine;
  private long requestBytes;
  private long responseBytes;
  private Throwable thrown;
  private boolean isBegun;
  private boolean isCutOff;
  private boolean isAnswered;

  JdkExchange(Object connection) {
    this.connection = connection;
  }

  /**
   * A request that the server itself refuses, with a page that says why.
   *
   * @param requestLine of RFC 9112 section 3, which the server has found to be well formed
   */
  static JdkExchange refused(int status, String requestLine, String why) {
    JdkExchange exchange = new JdkExchange(null);
    exchange.refusal = status;
    exchange.requestLine = requestLine;
    String reason =
        status == HttpURLConnection.HTTP_NOT_FOUND ? "Not Found" : "Internal Server Error";
    exchange.responseBytes = ("<h1>" + status + " " + reason + "</h1>" + why).length();
    return exchange;
  }

  JdkExchange of(HttpExchange seenByApp) {
    http = seenByApp;
    return this;
  }

  void begin(JdkRequest begun) {
    request = begun;
    begun.begin();
  }

  /** Null before its handler is called. */
  JdkRequest request() {
    return request;
  }

  /** Null if the server refuses the request. */
  HttpExchange http() {
    return http;
  }

  boolean isOn(Object closing) {
    return connection == closing;
  }

  void wrote(int bytes) {
    responseBytes += bytes;
    isBegun |= responseBytes > BUFFER;
  }

  void flushed() {
    isBegun = true;
  }

  void read(int bytes) {
    requestBytes += bytes;
  }

  void isCutOff() {
    isCutOff = true;
  }

  /** The first is the cause of what filters throw. */
  void threw(Throwable why) {
    if (thrown == null) {
      thrown = why;
    }
  }

  void answered() {
    isAnswered = true;
    request.end(this);
  }

  /** The connection is closed before the response was over. */
  void givenUp() {
    if (request != null) {
      request.end(this);
    }
  }

  /**
   * Of a request that was given up: what was sent if anything was. Else the client has gone, unless
   * the app has failed before it tried to answer; the server closes the connection without a word
   * then.
   */
  int status() {
    int sent = http == null ? refusal : http.getResponseCode();
    if (isAnswered || isBegun) {
      return sent;
    }
    boolean hasTried = sent >= 0 || isCutOff;
    boolean hasFailed = thrown != null && !(thrown instanceof IOException);
    return hasTried && !hasFailed ? CLIENT_CLOSED_REQUEST : HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  String method() {
    return http == null
        ? requestLine.substring(0, requestLine.indexOf(' '))
        : http.getRequestMethod();
  }

  String path() {
    if (http != null) {
      return http.getRequestURI().getPath();
    }
    int begin = requestLine.indexOf(' ') + 1;
    return URI.create(requestLine.substring(begin, requestLine.indexOf(' ', begin))).getPath();
  }

  boolean isSecure() {
    return http instanceof HttpsExchange;
  }

  long requestBytes() {
    return requestBytes;
  }

  long responseBytes() {
    return responseBytes;
  }

  Throwable thrown() {
    return thrown;
  }
}
