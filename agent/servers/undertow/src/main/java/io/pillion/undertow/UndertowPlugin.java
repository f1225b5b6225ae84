package io.pillion.undertow;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/**
 * Where Undertow is hooked, 1.4 to 2.4.
 *
 * <ul>
 *   <li>Every request of HTTP/1.1, HTTP/2 and AJP passes {@code Connectors.executeRootHandler}, and
 *       passes it again after each dispatch.
 *   <li>{@code PathHandler} leaves no trace of what it matched but a resolved path that any handler
 *       may set: it is asked at the moment of the match.
 *   <li>Bytes are counted by Undertow as the handler wrote them. What a content encoding makes of
 *       them is seen only below it.
 * </ul>
 */
public final class UndertowPlugin implements Plugin {
  private static final String EXCHANGE = "Lio/undertow/server/HttpServerExchange;";
  private static final String HANDLER = "Lio/undertow/server/HttpHandler;";
  private static final String FACTORY = "Lio/undertow/util/ConduitFactory;";

  @Override
  public String id() {
    return "undertow";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  /** From the file that {@code io.undertow.Version} reads, too. */
  @Override
  public String version(ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream("io/undertow/version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("undertow.version");
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.undertow.UndertowAdvice",
                Hook.at(
                    Place.ENTRY,
                    "io.undertow.server.Connectors",
                    "executeRootHandler",
                    "(" + HANDLER + EXCHANGE + ")V",
                    "enterHandler",
                    Value.argument(0, HANDLER),
                    Value.argument(1, EXCHANGE)),
                // called nowhere in this method but where a handler's exception is caught
                Hook.beforeCall(
                    "io.undertow.server.Connectors",
                    "executeRootHandler",
                    "(" + HANDLER + EXCHANGE + ")V",
                    "isResponseStarted",
                    EXCHANGE,
                    "handlerThrew"),
                // called only in this place, after a handler has returned
                Hook.beforeCall(
                    "io.undertow.server.Connectors",
                    "executeRootHandler",
                    "(" + HANDLER + EXCHANGE + ")V",
                    "isDispatched",
                    EXCHANGE,
                    "handlerReturned"),
                Hook.beforeCall(
                    "io.undertow.server.handlers.PathHandler",
                    "handleRequest",
                    "(" + EXCHANGE + ")V",
                    "getRemaining",
                    "Lio/undertow/util/PathMatcher$PathMatch;",
                    "pathMatched",
                    Value.field("pathMatcher", "Lio/undertow/util/PathMatcher;"),
                    Value.argument(0, EXCHANGE)),
                Hook.at(
                    Place.ARGUMENT,
                    "io.undertow.server.handlers.encoding.AllowedContentEncodings",
                    "wrap",
                    "(" + FACTORY + EXCHANGE + ")Lorg/xnio/conduits/StreamSinkConduit;",
                    "countEncoded",
                    Value.argument(0, FACTORY),
                    Value.argument(1, EXCHANGE)))
            .startingWith("io.undertow.server.OpenListener")
            // a class of Quarkus's fork, io.quarkus.http:quarkus-http-core, which is on Vert.x
            .without("io/undertow/server/UndertowServerContainer.class"));
  }
}
