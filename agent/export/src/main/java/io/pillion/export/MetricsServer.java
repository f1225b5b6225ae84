package io.pillion.export;

import io.pillion.api.Faults;
import io.pillion.config.PortRange;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.export.access.Gate;
import io.pillion.export.http.Handler;
import io.pillion.export.http.Listeners;
import io.pillion.export.http.Server;
import io.pillion.export.http.Transport;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The agent's own port, or Unix domain socket, with all that is on it. */
public final class MetricsServer {
  private static final String UNIX = "unix:";

  private final Server server;
  private final ServerSocketChannel listener;
  private final Path socketFile;

  private MetricsServer(Server server, ServerSocketChannel listener, Path socketFile) {
    this.server = server;
    this.listener = listener;
    this.socketFile = socketFile;
  }

  /**
   * Serves from now on.
   *
   * @param gate lets in who may come in; null for everybody
   * @throws IOException if there is no such host or no port can be had; the message says why
   * @throws UnsupportedOperationException if a Unix domain socket is asked for that Java does not
   *     have, or TLS on one
   */
  public static MetricsServer start(
      Settings settings,
      Gate gate,
      PrometheusProperties properties,
      PrometheusRegistry registry,
      Diagnostics diagnostics,
      Faults faults)
      throws IOException {
    Handler metrics = new SharedScrapes(new Scrapes(properties, registry, faults));
    Handler pages = new Pages(settings, metrics, diagnostics);
    Handler guarded = gate == null ? pages : gate.before(pages);
    Handler all = new AllowedHosts(settings.get(Setting.ALLOWED_HOSTS), guarded);
    Path socketFile = socketFile(settings, gate);
    ServerSocketChannel listener = listener(settings, socketFile);
    try {
      Server server =
          new Server(
              listener,
              gate == null ? Transport.PLAIN : gate,
              all,
              settings.get(Setting.WEB_CONNECTIONS),
              faults);
      server.start();
      return new MetricsServer(server, listener, socketFile);
    } catch (IOException | RuntimeException | Error failure) {
      listener.close();
      throw failure;
    }
  }

  private static Path socketFile(Settings settings, Gate gate) {
    String host = settings.get(Setting.HOST);
    if (!host.startsWith(UNIX)) {
      return null;
    }
    if (gate != null && gate.isEncrypted()) {
      throw new UnsupportedOperationException(
          "TLS is not served on a Unix domain socket, whose file says who may connect");
    }
    return Paths.get(host.substring(UNIX.length()));
  }

  private static ServerSocketChannel listener(Settings settings, Path socketFile)
      throws IOException {
    if (socketFile != null) {
      return Listeners.unix(socketFile);
    }
    PortRange ports = settings.get(Setting.PORT);
    InetAddress address = InetAddress.getByName(settings.get(Setting.HOST));
    return Listeners.tcp(address, ports.first(), ports.last());
  }

  /**
   * The port that the server listens on, also where the user has left the choice to the agent; -1
   * for a Unix domain socket.
   */
  public int port() {
    return socketFile == null ? listener.socket().getLocalPort() : -1;
  }

  /** Nobody on another machine can connect. */
  public boolean isLocal() {
    return socketFile != null || listener.socket().getInetAddress().isLoopbackAddress();
  }

  /** Closes the port and every connection; a scrape that is under way is broken off. */
  public void close() throws InterruptedException {
    server.close();
    if (socketFile != null) {
      try {
        Files.deleteIfExists(socketFile);
      } catch (IOException notOurs) {
        // The next process to listen there finds the file left behind, and takes it over.
      }
    }
  }
}
