package io.pillion.demo;

import static io.pillion.demo.Answers.json;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** What each request does and answers. */
final class Api {

  private final Counter counter = new Counter();
  private final NamedCounters namedCounters = new NamedCounters();
  private final Checkpoints checkpoints;
  private final RandomWeights randomWeights;

  Api(Settings settings) {
    checkpoints = new Checkpoints(settings.checkpointPath(), counter);
    randomWeights = settings.randomWeights();
  }

  /** Files are left to worker threads; all else is answered by the I/O thread at once. */
  HttpHandler routes() {
    return new Routes()
        .get("/", this::increment)
        .post("/checkpoint", new BlockingHandler(this::checkpoint))
        .post("/restore", new BlockingHandler(this::restore))
        .get("/counters/{name}", this::readNamed)
        .post("/counters/{name}", this::incrementNamed)
        .get("/random", this::random)
        .get("/slow", new Slow())
        .get("/healthz", exchange -> Answers.send(exchange, json().value("status", "ok")))
        .handler();
  }

  private void increment(HttpServerExchange exchange) {
    Answers.send(exchange, json().value("counter", counter.increment()));
  }

  private void checkpoint(HttpServerExchange exchange) {
    try {
      long saved = checkpoints.save();
      Answers.send(exchange, json().value("counter", saved).value("status", "checkpoint saved"));
    } catch (IOException e) {
      Answers.error(
          exchange, StatusCodes.INTERNAL_SERVER_ERROR, "checkpoint not saved: " + reason(e));
    }
  }

  private void restore(HttpServerExchange exchange) {
    try {
      long restored = checkpoints.restore();
      Answers.send(exchange, json().value("counter", restored).value("status", "restored"));
    } catch (NoSuchFileException e) {
      Answers.error(exchange, StatusCodes.NOT_FOUND, "there is no checkpoint to restore");
    } catch (IOException e) {
      Answers.error(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "not restored: " + reason(e));
    }
  }

  private void incrementNamed(HttpServerExchange exchange) {
    String name = name(exchange);
    if (name.isEmpty()) {
      Answers.error(exchange, StatusCodes.NOT_FOUND, "a counter needs a name");
      return;
    }
    OptionalLong value = namedCounters.increment(name);
    if (value.isPresent()) {
      sendNamed(exchange, name, value.getAsLong());
    } else {
      Answers.error(
          exchange,
          StatusCodes.TOO_MANY_REQUESTS,
          "no more than " + NamedCounters.LIMIT + " counters are kept");
    }
  }

  private void readNamed(HttpServerExchange exchange) {
    String name = name(exchange);
    OptionalLong value = namedCounters.value(name);
    if (value.isPresent()) {
      sendNamed(exchange, name, value.getAsLong());
    } else {
      Answers.error(exchange, StatusCodes.NOT_FOUND, "there is no counter " + name);
    }
  }

  private void random(HttpServerExchange exchange) {
    int status = randomWeights.status(ThreadLocalRandom.current());
    if (status == StatusCodes.OK) {
      Answers.send(exchange, json().value("status", "ok"));
    } else {
      Answers.error(exchange, status, "bad luck");
    }
  }

  private static void sendNamed(HttpServerExchange exchange, String name, long value) {
    Answers.send(exchange, json().value("name", name).value("counter", value));
  }

  private static String name(HttpServerExchange exchange) {
    return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY).getParameters().get("name");
  }

  /** The message of a file system's exception may be no more than the file's name. */
  private static String reason(IOException e) {
    return e.getClass() == IOException.class ? e.getMessage() : e.toString();
  }
}
