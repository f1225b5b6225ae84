package io.pillion.demo;

import java.nio.file.Path;
import java.util.Map;

/** The app in this JVM, on a port of its own. */
record RunningApp(DemoServer server, Client client) implements AutoCloseable {

  static RunningApp start(Path checkpoint) {
    return start(checkpoint, 0, "90,5,5");
  }

  static RunningApp start(Path checkpoint, int port, String randomWeights) {
    DemoServer server =
        new DemoServer(
            Settings.from(
                Map.of(
                    "PORT",
                    Integer.toString(port),
                    "CHECKPOINT_PATH",
                    checkpoint.toString(),
                    "RANDOM_WEIGHTS",
                    randomWeights)));
    server.start();
    return new RunningApp(server, Client.to(server.port()));
  }

  @Override
  public void close() {
    server.close();
  }
}
