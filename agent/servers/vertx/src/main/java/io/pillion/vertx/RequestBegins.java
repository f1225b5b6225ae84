package io.pillion.vertx;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import io.vertx.core.spi.metrics.Metrics;
import java.util.concurrent.atomic.AtomicReference;

/** Where requests begin: Vert.x calls metrics without the agent's guard. */
final class RequestBegins {
  private static Requests<Object> requests;

  /** What went wrong and was not told yet. */
  private static final AtomicReference<Throwable> FAULT = new AtomicReference<>();

  private RequestBegins() {}

  /**
   * @throws IllegalStateException if the user has switched the metrics off that Vert.x calls
   */
  static void keep(Watched server, RequestReader<Object> reader) {
    if (!Metrics.METRICS_ENABLED) {
      throw new IllegalStateException("vertx.disableMetrics is set");
    }
    requests = server.requests(reader);
  }

  /** The route of a request that begins, or null if it is not counted. Throws nothing. */
  static Route<Object> route(Object request) {
    try {
      return requests.unrouted(request);
    } catch (Throwable thrown) {
      keepFault(thrown);
      return null;
    }
  }

  static void keepFault(Throwable thrown) {
    FAULT.set(thrown);
  }

  /** Throws where that is guarded what went wrong where it is not. */
  static void tellFault() throws Throwable {
    Throwable untold = FAULT.get();
    if (untold != null && FAULT.compareAndSet(untold, null)) {
      throw untold;
    }
  }

  /**
   * @param uri null for a CONNECT over HTTP/2
   */
  static String path(String uri) {
    int query = uri == null ? 0 : uri.indexOf('?');
    String path = query < 0 ? uri : uri == null ? "" : uri.substring(0, query);
    if (path.indexOf('%') < 0) {
      return path;
    }
    try {
      return QueryStringDecoder.decodeComponent(path.replace("+", "%2B"));
    } catch (IllegalArgumentException noEscape) {
      return path;
    }
  }
}
