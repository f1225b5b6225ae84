package io.pillion.helidon;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where Helidon's {@code WebServer} is hooked, 4.0 and later.
 *
 * <ul>
 *   <li>Every request of HTTP/1.1 and HTTP/2 passes {@code Filters.filter} once, on a thread of its
 *       own, which writes the response.
 *   <li>A response tells its listeners when its last byte was handed over. Where it never is, the
 *       request has left {@code Filters.filter}.
 *   <li>A WebSocket's request does not come there: its upgrade is seen.
 *   <li>What the routes are called is told from 4.3 on.
 * </ul>
 */
public final class HelidonPlugin implements Plugin {
  private static final String HTTP = "io.helidon.webserver.http.";
  private static final String CONTEXT = "Lio/helidon/webserver/ConnectionContext;";
  private static final String REQUEST = "Lio/helidon/webserver/http/RoutingRequest;";
  private static final String RESPONSE = "Lio/helidon/webserver/http/RoutingResponse;";
  private static final String RESPONSE_BASE = "Lio/helidon/webserver/http/ServerResponseBase;";
  private static final String ROUTE = "Lio/helidon/webserver/http/HttpRouteBase;";
  private static final String CRAWLER = "Lio/helidon/webserver/http/RouteCrawler;";
  private static final String PROLOGUE = "Lio/helidon/http/HttpPrologue;";
  private static final String HEADERS = "Lio/helidon/http/WritableHeaders;";
  private static final String OUTPUT = "Ljava/io/OutputStream;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String DO_ROUTE =
      "("
          + CONTEXT
          + REQUEST
          + RESPONSE
          + ")Lio/helidon/webserver/http/HttpRoutingImpl$RoutingResult;";

  /** Of a response: who wants to know when it was sent. */
  private static final Value LISTENERS = Value.field("whenSent", "Ljava/util/List;");

  @Override
  public String id() {
    return "helidon";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, "io/helidon/webserver/WebServer.class", "helidon-webserver");
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.helidon.HelidonAdvice",
                filter(
                    Place.ENTRY,
                    "requestBegins",
                    Value.argument(0, CONTEXT),
                    Value.argument(1, REQUEST),
                    Value.argument(2, RESPONSE)),
                filter(Place.EXIT, "requestLeaves", Value.argument(2, RESPONSE)),
                filter(
                    Place.THROW,
                    "requestFails",
                    Value.of(Value.Source.THROWN, THROWABLE),
                    Value.argument(2, RESPONSE)),
                Hook.at(
                    Place.ENTRY,
                    HTTP + "ErrorHandlers",
                    "unhandledError",
                    "("
                        + CONTEXT
                        + "Lio/helidon/webserver/http/ServerRequest;"
                        + RESPONSE
                        + THROWABLE
                        + ")V",
                    "handlerThrew",
                    Value.argument(2, RESPONSE),
                    Value.argument(3, THROWABLE)),
                Hook.at(
                    Place.ANSWER,
                    HTTP + "ServerResponseBase",
                    "whenSent",
                    "(Ljava/lang/Runnable;)" + RESPONSE_BASE,
                    "listens",
                    Value.argument(0, "Ljava/lang/Runnable;"),
                    LISTENERS,
                    Value.self(RESPONSE_BASE)),
                Hook.at(
                    Place.ARGUMENT,
                    HTTP + "ServerResponseBase",
                    "contentEncode",
                    "(" + OUTPUT + ")" + OUTPUT,
                    "streams",
                    Value.argument(0, OUTPUT),
                    LISTENERS),
                sends("([B)[B", "sends", Value.of(Value.Source.RESULT, "[B"), LISTENERS),
                sends( // from 4.1.6 on
                    "([BII)[B",
                    "sendsPart",
                    Value.of(Value.Source.RESULT, "[B"),
                    Value.argument(0, "[B"),
                    Value.argument(2, "I"),
                    LISTENERS),
                Hook.at(
                        Place.EXIT,
                        "io.helidon.webserver.sse.DataWriterSseSink", // from 4.1 on
                        "writeStatusAndHeaders",
                        "()V",
                        "streamsEvents",
                        Value.field("response", "Lio/helidon/webserver/http/ServerResponse;"))
                    .optional(),
                answersStream("send", "([B)V"),
                answersStream("send", "([BII)V"), // from 4.1.6 on
                answersStream("outputStream", "()" + OUTPUT),
                routing(Place.EXIT, "routed"),
                routing(Place.THROW, "routed"),
                Hook.beforeCall(
                        HTTP + "HttpRoutingImpl$RoutingExecutor",
                        "doRoute",
                        DO_ROUTE,
                        "hasNext",
                        CRAWLER,
                        "looksForRoute",
                        Value.argument(1, REQUEST),
                        Value.argument(2, RESPONSE))
                    .optional(),
                crawls("routes", "serviceMatched"),
                crawls("pathMatcher", "routeMatched"),
                Hook.at(
                        Place.EXIT,
                        "io.helidon.webserver.websocket.WsUpgrader",
                        "upgrade",
                        "("
                            + CONTEXT
                            + PROLOGUE
                            + HEADERS
                            + ")Lio/helidon/webserver/spi/ServerConnection;",
                        "upgraded",
                        Value.of(Value.Source.RESULT, OBJECT),
                        Value.argument(0, CONTEXT),
                        Value.argument(1, PROLOGUE),
                        Value.argument(2, "Lio/helidon/http/Headers;"),
                        Value.of(Value.Source.ENTRY_NANOS, "J"))
                    .optional())
            .startingWith("io.helidon.webserver.ServerListener"));
  }

  private static Hook filter(Place place, String advice, Value... values) {
    return Hook.at(
        place,
        HTTP + "Filters",
        "filter",
        "(" + CONTEXT + REQUEST + RESPONSE + "Ljava/util/concurrent/Callable;)V",
        advice,
        values);
  }

  private static Hook sends(String descriptor, String advice, Value... values) {
    return Hook.at(
            Place.EXIT, HTTP + "ServerResponseBase", "entityBytes", descriptor, advice, values)
        .optional();
  }

  /** HTTP/2 may not be there. */
  private static Hook answersStream(String method, String descriptor) {
    return Hook.at(
            Place.ENTRY,
            "io.helidon.webserver.http2.Http2ServerResponse",
            method,
            descriptor,
            "answersStream",
            Value.self(RESPONSE),
            Value.field("stream", "Lio/helidon/webserver/http2/Http2ServerStream;")
                .as("Lio/helidon/http/http2/Http2Stream;"))
        .optional();
  }

  private static Hook routing(Place place, String advice) {
    return Hook.at(
            place,
            HTTP + "HttpRoutingImpl$RoutingExecutor",
            "doRoute",
            DO_ROUTE,
            advice,
            Value.argument(1, REQUEST))
        .optional();
  }

  /** A route has matched: what it leads to is asked for. */
  private static Hook crawls(String call, String advice) {
    return Hook.beforeCall(
            HTTP + "RouteCrawler",
            "hasNext",
            "()Z",
            call,
            ROUTE,
            advice,
            Value.field("request", REQUEST),
            Value.self(OBJECT))
        .optional();
  }
}
