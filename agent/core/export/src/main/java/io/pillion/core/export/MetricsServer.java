package io.pillion.core.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import io.pillion.core.api.Faults;
import io.pillion.core.config.PortRange;
import io.pillion.core.weave.JdkModules;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The agent's own HTTP server. Not the library's {@code HTTPServer}, which sets a system property
 * that every other {@code HttpServer} of the JVM would obey.
 *
 * <p>Must be started on a daemon thread: the JDK's server makes its own as daemon as that one, and
 * the JVM is to end with the app's last thread.
 */
public final class MetricsServer {
  private static final int THREADS = 4;
  private static final List<String> READ_METHODS = Arrays.asList("GET", "HEAD");

  private final HttpServer server;
  private final ExecutorService executor;

  private MetricsServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * @throws IOException if no port can be had; the message says why
   */
  public static MetricsServer start(
      Instrumentation instrumentation,
      String host,
      PortRange ports,
      PrometheusProperties properties,
      PrometheusRegistry registry,
      Answers answers,
      Faults faults)
      throws IOException {
    HttpServerProvider provider = provider(instrumentation);
    HttpServer server = bind(provider, InetAddress.getByName(host), ports);
    ExecutorService executor = executor();
    server.setExecutor(executor);
    HttpHandler metrics = new Scrapes(properties, registry, faults);
    server.createContext("/", reading(new LivePage(), faults));
    server.createContext("/-/", reading(new Questions(answers), faults));
    server.createContext("/metrics", reading(only("/metrics", metrics), faults));
    server.start();
    return new MetricsServer(server, executor);
  }

  /**
   * The JDK's own provider. {@code HttpServer.create} would look for another one on the app's class
   * path, and settle for the whole JVM which it is before the app has had its say.
   */
  private static HttpServerProvider provider(Instrumentation instrumentation) {
    try {
      JdkModules.open(instrumentation, HttpServer.class, "sun.net.httpserver");
      return Class.forName("sun.net.httpserver.DefaultHttpServerProvider")
          .asSubclass(HttpServerProvider.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException notThisJdk) {
      return HttpServerProvider.provider();
    }
  }

  private static HttpServer bind(HttpServerProvider provider, InetAddress address, PortRange ports)
      throws IOException {
    for (int port = ports.first(); ; port++) {
      try {
        return provider.createHttpServer(new InetSocketAddress(address, port), 0);
      } catch (BindException taken) {
        if (port == ports.last()) {
          throw taken;
        }
      }
    }
  }

  /**
   * A scrape takes one thread; when all are busy the JDK's own thread waits, and clients with it.
   */
  private static ExecutorService executor() {
    return new ThreadPoolExecutor(
        0,
        THREADS,
        60,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "pillion-http");
          thread.setDaemon(true);
          thread.setContextClassLoader(MetricsServer.class.getClassLoader());
          return thread;
        },
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** The JDK routes by prefix, {@code /metricsfoo} included: only the path itself is answered. */
  private static HttpHandler only(String path, HttpHandler handler) {
    return exchange -> {
      if (exchange.getRequestURI().getPath().equals(path)) {
        handler.handle(exchange);
      } else {
        respond(exchange, 404, "text/plain; charset=utf-8", "Not found\n");
      }
    };
  }

  /** A fault stays here, because the handler of uncaught ones is the app's. */
  private static HttpHandler reading(HttpHandler handler, Faults faults) {
    return exchange -> {
      try {
        if (READ_METHODS.contains(exchange.getRequestMethod())) {
          handler.handle(exchange);
        } else {
          exchange.getResponseHeaders().set("Allow", "GET, HEAD");
          respond(exchange, 405, "text/plain; charset=utf-8", "Method not allowed\n");
        }
      } catch (RuntimeException | Error fault) {
        faults.swallow("http", fault);
        exchange.close();
      }
    };
  }

  static void respond(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    respond(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  static void respond(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
      if (hasBody) {
        exchange.getResponseBody().write(body);
      }
    } finally {
      exchange.close();
    }
  }

  /** The port that is listened on: of a range, or of any free one, the one that it came to. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Closes the port and every connection; a scrape that is under way is broken off. */
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
