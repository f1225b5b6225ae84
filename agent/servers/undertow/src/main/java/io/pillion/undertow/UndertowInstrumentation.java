package io.pillion.undertow;

import io.pillion.api.Hook;
import io.pillion.api.ServerInstrumentation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
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
public final class UndertowInstrumentation implements ServerInstrumentation {
  private static final String EXCHANGE = "Lio/undertow/server/HttpServerExchange;";
  private static final String HANDLER = "Lio/undertow/server/HttpHandler;";
  private static final String FACTORY = "Lio/undertow/util/ConduitFactory;";

  @Override
  public String server() {
    return "undertow";
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

  /** A class of Quarkus's fork, {@code io.quarkus.http:quarkus-http-core}, which is on Vert.x. */
  @Override
  public List<String> absent() {
    return Collections.singletonList("io/undertow/server/UndertowServerContainer.class");
  }

  @Override
  public String startsWith() {
    return "io.undertow.server.OpenListener";
  }

  @Override
  public String advice() {
    return "io.pillion.undertow.UndertowHooks";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.atEntry(
            "io.undertow.server.Connectors",
            "executeRootHandler",
            "(" + HANDLER + EXCHANGE + ")V",
            "enterHandler",
            Hook.Value.local(0, HANDLER),
            Hook.Value.local(1, EXCHANGE)),
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
            Hook.Value.field("pathMatcher", "Lio/undertow/util/PathMatcher;"),
            Hook.Value.local(1, EXCHANGE)),
        Hook.replacingAtEntry(
            "io.undertow.server.handlers.encoding.AllowedContentEncodings",
            "wrap",
            "(" + FACTORY + EXCHANGE + ")Lorg/xnio/conduits/StreamSinkConduit;",
            "countEncoded",
            Hook.Value.local(1, FACTORY),
            Hook.Value.local(2, EXCHANGE)));
  }
}
