package io.pillion.jdkhttpserver;

import com.sun.net.httpserver.HttpExchange;
import io.pillion.api.JoinedPaths;
import io.pillion.api.OpenRequest;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the JDK's server calls at the hooks of {@link JdkHttpServerPlugin}. It has no place for an
 * object of ours that an app could not see: the attributes of an exchange belong to its context.
 */
public final class JdkHttpServerAdvice {
  /** By the {@code ExchangeImpl}, which is equal to no other. */
  private static final Map<Object, JdkExchange> UNDER_WAY = new ConcurrentHashMap<>();

  private static Requests<JdkExchange> requests;

  public JdkHttpServerAdvice(Watched server) {
    keep(server);
  }

  private static void keep(Watched server) {
    requests = server.requests(new JdkExchangeReader());
  }

  public static void headersRead(Object exchange, Object connection) {
    UNDER_WAY.put(exchange, new JdkExchange(connection));
  }

  public static void requestBegins(HttpExchange http, Object exchange) {
    JdkExchange open = UNDER_WAY.get(exchange);
    if (open != null && !begin(open.of(http), http.getHttpContext().getPath())) {
      UNDER_WAY.remove(exchange);
    }
  }

  /**
   * @param context that matched, or null
   * @return false if the request is not to be counted
   */
  private static boolean begin(JdkExchange open, String context) {
    long startNanos = System.nanoTime();
    Route<JdkExchange> route = requests.unrouted(open);
    if (route == null) {
      return false;
    }
    // One context for everything is not a route.
    boolean isRoute = context != null && !context.equals("/");
    if (isRoute) {
      route = route.prefix(JoinedPaths.of(context, "")); // which may end with a slash
    }
    open.begin(new JdkRequest(route, startNanos));
    return true;
  }

  public static void responseIsOver(Object exchange) {
    JdkExchange open = UNDER_WAY.remove(exchange);
    if (open != null) {
      open.answered();
    }
  }

  /** A connection has one request at a time, and few are closed: there is no second map. */
  public static void connectionCloses(Object connection) {
    for (Map.Entry<Object, JdkExchange> each : UNDER_WAY.entrySet()) {
      if (each.getValue().isOn(connection)) {
        giveUp(each.getKey());
      }
    }
  }

  private static void giveUp(Object exchange) {
    JdkExchange open = UNDER_WAY.remove(exchange);
    if (open != null) {
      open.givenUp();
    }
  }

  /**
   * Nobody is there for a request: no context, or a context without a handler. What is no request
   * by RFC 9112 is refused as well, and not counted.
   */
  public static void refused(int status, String requestLine, String why) {
    if (status == HttpURLConnection.HTTP_NOT_FOUND
        || status == HttpURLConnection.HTTP_INTERNAL_ERROR) {
      JdkExchange open = JdkExchange.refused(status, requestLine, why);
      if (begin(open, null)) {
        open.answered();
      }
    }
  }

  /** A handler or filter threw; the server closes the connection then. */
  public static void handlerThrew(Throwable thrown, HttpExchange http) {
    for (JdkExchange open : UNDER_WAY.values()) {
      if (open.http() == http) {
        open.threw(thrown);
      }
    }
  }

  /** Null, and the server answers itself, to everybody but frameworks' plug-ins. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object openRequest(String attribute, Object exchange) {
    JdkExchange open = attribute == OpenRequest.ATTRIBUTE ? UNDER_WAY.get(exchange) : null;
    return open == null ? null : open.request();
  }

  public static void wroteByte(Object exchange) {
    wrote(1, exchange);
  }

  public static void wrote(int bytes, Object exchange) {
    JdkExchange open = UNDER_WAY.get(exchange);
    if (open != null) {
      open.wrote(bytes);
    }
  }

  public static void flushed(Object exchange) {
    JdkExchange open = UNDER_WAY.get(exchange);
    if (open != null) {
      open.flushed();
    }
  }

  /**
   * @param value of the byte, or -1 at the end
   */
  public static void readByte(int value, Object exchange) {
    read(value < 0 ? 0 : 1, exchange);
  }

  /**
   * @param bytes how many, or -1 at the end
   */
  public static void read(int bytes, Object exchange) {
    JdkExchange open = bytes > 0 ? UNDER_WAY.get(exchange) : null;
    if (open != null) {
      open.read(bytes);
    }
  }

  /** The client is gone, or sends what is no body. */
  public static void readFailed(Throwable why, Object exchange) {
    JdkExchange open = UNDER_WAY.get(exchange);
    if (open != null) {
      open.isCutOff();
    }
  }
}
