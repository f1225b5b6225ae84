package io.pillion.benchmarks.jmh;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Methods;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request's whole way through Undertow's routing, without and with the real agent: what is
 * between the two is what a request pays. There is no network, and no response: the exchange ends
 * unanswered and is counted as 499, a branch or two less than an answered one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestBenchmark {
  private final SilentConnection connection = new SilentConnection();
  private final HttpHandler handler =
      new PathHandler()
          .addPrefixPath("/api", new RoutingHandler().get("/items/{id}", RequestBenchmark::end));

  private static void end(HttpServerExchange exchange) {
    Connectors.terminateResponse(exchange);
  }

  @Benchmark
  @Fork(value = 2)
  public HttpServerExchange withoutAgent() {
    return request();
  }

  @Benchmark
  @Fork(
      value = 2,
      jvmArgsAppend = "-javaagent:../../dist/target/pillion-agent.jar=port=0,host=127.0.0.1")
  public HttpServerExchange withAgent() {
    return request();
  }

  private HttpServerExchange request() {
    HttpServerExchange exchange = new HttpServerExchange(connection);
    exchange.setRequestMethod(Methods.GET);
    exchange.setRequestPath("/api/items/1");
    exchange.setRelativePath("/api/items/1");
    Connectors.terminateRequest(exchange); // a GET has no body
    Connectors.executeRootHandler(handler, exchange);
    if (!exchange.isComplete()) {
      throw new IllegalStateException("the request did not end");
    }
    return exchange;
  }
}
