package io.pillion.demo;

import java.net.BindException;

/** Starts the app from its environment; SIGTERM and SIGINT stop it. */
public final class DemoApp {

  private DemoApp() {}

  /** Exits with 2 after a bad setting, with 1 if the port is not free. */
  public static void main(String[] args) {
    try {
      run(Settings.from(System.getenv()));
    } catch (IllegalArgumentException e) {
      fail(2, e.getMessage());
    }
  }

  private static void run(Settings settings) {
    DemoServer server = new DemoServer(settings);
    try {
      server.start();
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof BindException)) {
        throw e;
      }
      fail(1, "PORT=" + settings.port() + " cannot be had: " + e.getCause().getMessage());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
    System.out.printf(
        "demo-app listens on http://localhost:%d, checkpoint at %s%n",
        server.port(), settings.checkpointPath());
  }

  private static void stop(DemoServer server) {
    server.close();
    System.out.println("demo-app stopped");
  }

  private static void fail(int exitCode, String why) {
    System.err.println("demo-app: " + why);
    System.exit(exitCode);
  }
}
