package io.pillion.demo;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The app behind its port, over HTTP/1.1 and, in clear text, HTTP/2. */
final class DemoServer implements AutoCloseable {

  private static final int DRAIN_MILLIS = 10_000;

  /** Undertow's own limit, 1 MB, would let 1,000 long counter names fill the heap. */
  private static final int MAX_HEADER_BYTES = 16_384;

  /** Held, for the JDK forgets the level of a logger that nobody holds. */
  private static final List<Logger> LOGGERS =
      Stream.of("io.undertow", "org.xnio", "org.jboss.threads").map(Logger::getLogger).toList();

  private final GracefulShutdownHandler requests;
  private final Undertow undertow;

  DemoServer(Settings settings) {
    // Their banners are not the app's.
    LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    requests = new GracefulShutdownHandler(new Api(settings).routes());
    undertow =
        Undertow.builder()
            .addHttpListener(settings.port(), "0.0.0.0")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
            .setHandler(Answers.describingErrors(requests))
            .build();
  }

  /**
   * @throws RuntimeException caused by a {@link java.net.BindException} if the port is not free
   */
  void start() {
    undertow.start();
  }

  /** The port listened on, also where the setting was 0. */
  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Refuses new requests with 503, gives running ones 10 seconds to end, then stops. */
  @Override
  public void close() {
    requests.shutdown();
    try {
      requests.awaitShutdown(DRAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
  }
}
