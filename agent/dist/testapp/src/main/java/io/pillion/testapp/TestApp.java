package io.pillion.testapp;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;

/**
 * Starts the app: {@code TestApp tree|routing|single}. Prints {@code ajp on PORT} and, last, {@code
 * listening on PORT}; ends when its standard input does.
 */
public final class TestApp {
  private TestApp() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("io.undertow.ajp.REQUIRE_AJP_SECRET", "false"); // asked for from 2.4 on
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .addAjpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 64L << 20)
            .setIoThreads(2)
            .setWorkerThreads(8)
            .setHandler(handler(args.length == 0 ? "tree" : args[0]))
            .build();
    server.start();
    System.out.println("ajp on " + Listening.port(server, 1));
    System.out.println("listening on " + Listening.port(server, 0));
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop();
  }

  private static HttpHandler handler(String kind) {
    switch (kind) {
      case "tree":
        return Trees.tree();
      case "routing":
        return Trees.routing();
      case "single":
        return Answers::status;
      default:
        throw new IllegalArgumentException(kind + " is none of tree, routing, single");
    }
  }
}
