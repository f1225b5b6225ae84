package io.pillion.reactornetty;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where Reactor Netty's {@code HttpServer} is hooked, 1.0 and later.
 *
 * <ul>
 *   <li>The observer that calls the app's handler is told of a request when its headers have been
 *       read, and when the last of its response was written or its channel was closed. An HTTP/2
 *       stream is a channel of its own.
 *   <li>What is written passes {@code HttpTrafficHandler} as it leaves, below any compression; on
 *       HTTP/2 another handler stands in that place.
 *   <li>A WebSocket replaces the operations of its request, whose end is not told any more.
 * </ul>
 */
public final class ReactorNettyPlugin implements Plugin {
  private static final String PACKAGE = "reactor.netty.http.server.";
  private static final String REQUEST = "Lreactor/netty/http/server/HttpServerRequest;";
  private static final String RESPONSE = "Lreactor/netty/http/server/HttpServerResponse;";
  private static final String CONNECTION = "Lreactor/netty/Connection;";
  private static final String STATE = "Lreactor/netty/ConnectionObserver$State;";
  private static final String CONTEXT = "Lio/netty/channel/ChannelHandlerContext;";
  private static final String ANY = "Ljava/lang/Object;";

  @Override
  public String id() {
    return "reactor-netty";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(
        loader, "reactor/netty/http/server/HttpServer.class", "reactor-netty-http");
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.reactornetty.ReactorNettyAdvice",
                handle(Place.ENTRY, "stateChanges"),
                handle(Place.EXIT, "stateChanged"),
                at(
                    Place.ENTRY,
                    "HttpServerOperations",
                    "onInboundNext",
                    "(" + CONTEXT + ANY + ")V",
                    "read",
                    Value.argument(0, CONTEXT),
                    Value.argument(1, ANY)),
                at(
                    Place.ENTRY,
                    "HttpServerOperations",
                    "onOutboundError",
                    "(Ljava/lang/Throwable;)V",
                    "handlerFailed",
                    Value.self(CONNECTION),
                    Value.argument(0, "Ljava/lang/Throwable;")),
                Hook.at(
                    Place.ENTRY,
                    "reactor.netty.channel.ChannelOperationsHandler",
                    "exceptionCaught",
                    "(" + CONTEXT + "Ljava/lang/Throwable;)V",
                    "connectionFailed",
                    Value.argument(0, CONTEXT),
                    Value.argument(1, "Ljava/lang/Throwable;")),
                writing("HttpTrafficHandler"),
                writing("Http2StreamBridgeServerHandler"),
                at(
                    Place.EXIT,
                    "WebsocketServerOperations",
                    "<init>",
                    "(Ljava/lang/String;Lreactor/netty/http/server/WebsocketServerSpec;"
                        + "Lreactor/netty/http/server/HttpServerOperations;)V",
                    "becomesWebSocket",
                    Value.argument(2, REQUEST)),
                at(
                        Place.ENTRY, // the field is there from 1.0.4 on
                        "DefaultHttpServerRoutes$HttpRouteHandler",
                        "apply",
                        "(" + REQUEST + RESPONSE + ")Lorg/reactivestreams/Publisher;",
                        "routed",
                        Value.argument(0, REQUEST),
                        Value.field("path", "Ljava/lang/String;"))
                    .optional())
            .startingWith(PACKAGE + "HttpServerBind"));
  }

  private static Hook handle(Place place, String advice) {
    return at(
        place,
        "HttpServer$HttpServerHandle",
        "onStateChange",
        "(" + CONNECTION + STATE + ")V",
        advice,
        Value.argument(0, CONNECTION),
        Value.argument(1, STATE));
  }

  private static Hook writing(String handler) {
    return at(
        Place.ENTRY,
        handler,
        "write",
        "(" + CONTEXT + ANY + "Lio/netty/channel/ChannelPromise;)V",
        "wrote",
        Value.argument(0, CONTEXT),
        Value.argument(1, ANY));
  }

  private static Hook at(
      Place place,
      String className,
      String method,
      String descriptor,
      String advice,
      Value... values) {
    return Hook.at(place, PACKAGE + className, method, descriptor, advice, values);
  }
}
