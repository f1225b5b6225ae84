package io.pillion.vertx;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where Vert.x's {@code HttpServer} is hooked, 3.9 to 5.1, which is Quarkus's too.
 *
 * <ul>
 *   <li>Vert.x tells the metrics of a connection of each request that begins and ends, whatever the
 *       protocol. What a connection's constructor is given for the app's metrics is replaced by
 *       metrics that count, and tell the app's own.
 *   <li>Of the request that a framework has in its hands, {@code customFrameHandler} is asked for
 *       the object that the metrics know it by: see {@link Finding}.
 *   <li>An app that reads that object itself, as Quarkus does, gets its own.
 * </ul>
 */
public final class VertxPlugin implements Plugin {
  private static final String HTTP = "io.vertx.core.http.impl.";
  private static final String INTERNAL = "io.vertx.core.internal.http.";
  private static final String ADVICE = "io.pillion.vertx.VertxAdvice";
  private static final String CONTEXT = "Lio/vertx/core/impl/ContextInternal;";
  private static final String EVENT_LOOP_CONTEXT = "Lio/vertx/core/impl/EventLoopContext;";
  private static final String CONTEXT_5 = "Lio/vertx/core/internal/ContextInternal;";
  private static final String SUPPLIER = "Ljava/util/function/Supplier;";
  private static final String FUNCTION = "Ljava/util/function/Function;";
  private static final String OPTIONS = "Lio/vertx/core/http/HttpServerOptions;";
  private static final String CHANNEL = "Lio/netty/channel/ChannelHandlerContext;";
  private static final String HANDLER_2 = "Lio/vertx/core/http/impl/VertxHttp2ConnectionHandler;";
  private static final String SSL_HELPER = "Lio/vertx/core/net/impl/SSLHelper;";
  private static final String SSL_PROVIDER = "Lio/vertx/core/net/impl/SslChannelProvider;";
  private static final String SSL_CONTEXT = "Lio/vertx/core/internal/tls/SslContextManager;";
  private static final String METRICS = "Lio/vertx/core/spi/metrics/HttpServerMetrics;";
  private static final String TRANSPORT = "Lio/vertx/core/spi/metrics/TransportMetrics;";
  private static final String HANDLER = "Lio/vertx/core/Handler;";
  private static final String REQUEST = "Lio/vertx/core/http/HttpServerRequest;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String STRING = "Ljava/lang/String;";

  /** Resources that tell the versions: each is there from its version on, or up to it. */
  private static final String FROM_4 = "io/vertx/core/spi/observability/HttpRequest.class";

  private static final String FROM_4_3 = "io/vertx/core/impl/btc/BlockedThreadChecker.class";
  private static final String FROM_4_4 = "io/vertx/core/net/impl/SslChannelProvider.class";
  private static final String TO_4_4 = "io/vertx/core/impl/EventLoopContext.class";
  private static final String FROM_5 = "io/vertx/core/internal/ContextInternal.class";
  private static final String FROM_5_1 = "io/vertx/core/spi/metrics/TransportMetrics.class";

  @Override
  public String id() {
    return "vertx";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    String resource = "io/vertx/core/http/HttpServer.class";
    String version = JarVersion.of(loader, resource, "vertx-core");
    return version != null
        ? version
        : JarVersion.of(loader, resource, "io.vertx.vertx-core"); // Quarkus's name for it
  }

  @Override
  public List<Variant> variants() {
    String before43 = EVENT_LOOP_CONTEXT + SUPPLIER + STRING + HANDLER_2 + OPTIONS;
    String before45 = EVENT_LOOP_CONTEXT + SUPPLIER + STRING + HANDLER_2 + FUNCTION + OPTIONS;
    String since45 = SUPPLIER + STRING + HANDLER_2 + FUNCTION + OPTIONS;
    return Arrays.asList(
        version3(),
        version4(http1(SUPPLIER + SSL_HELPER), http2(before43)).without(FROM_4_3),
        version4(http1(SUPPLIER + SSL_HELPER), http2(before45))
            .requiring(FROM_4_3)
            .without(FROM_4_4),
        version4(http1(SUPPLIER + SSL_PROVIDER), http2(before45)).requiring(FROM_4_4, TO_4_4),
        version4(http1(SUPPLIER + SSL_PROVIDER), http2(CONTEXT + since45))
            .requiring(FROM_4_4)
            .without(TO_4_4),
        version5(),
        version51());
  }

  private static Variant version3() {
    String end = OPTIONS + CHANNEL + CONTEXT + STRING;
    return variant(
            "io.pillion.vertx.Vertx3Advice",
            connects(
                HTTP + "Http1xServerConnection",
                "Lio/vertx/core/impl/VertxInternal;" + SSL_HELPER + end,
                6,
                ""),
            connects(HTTP + "Http2ServerConnection", CONTEXT + STRING + HANDLER_2 + OPTIONS, 4, ""),
            findByHttp1(HTTP + "HttpServerRequestImpl"),
            find(
                HTTP + "Http2ServerRequestImpl",
                "findByFrames",
                Value.self(REQUEST),
                Value.field("customFrameHandler", HANDLER)))
        .without(FROM_4);
  }

  private static Hook http1(String first) {
    String types = first + OPTIONS + CHANNEL + CONTEXT + STRING;
    return connects(HTTP + "Http1xServerConnection", types, 6, "");
  }

  private static Hook http2(String types) {
    return connects(HTTP + "Http2ServerConnection", types, types.contains(FUNCTION) ? 6 : 5, "");
  }

  /**
   * @param before the types of the arguments before the metrics, so many
   * @param behind the types of those behind
   */
  private static Hook connects(String connection, String before, int metrics, String behind) {
    return Hook.at(
        Place.ARGUMENT,
        connection,
        "<init>",
        "(" + before + METRICS + behind + ")V",
        "connects",
        Value.argument(metrics, METRICS));
  }

  private static Variant version4(Hook http1, Hook http2) {
    return variant(
            ADVICE,
            http1,
            http2,
            findByHttp1(HTTP + "Http1xServerRequest"),
            findByHttp2(HTTP + "Http2ServerRequest"),
            ownMetric(HTTP + "HttpServerRequestWrapper", HTTP),
            ownMetric("io.vertx.ext.web.impl.HttpServerRequestWrapper", HTTP))
        .requiring(FROM_4)
        .without(FROM_5);
  }

  private static Variant version5() {
    String types = SUPPLIER + STRING + HANDLER_2 + FUNCTION + OPTIONS;
    return variant(
            ADVICE,
            connects(
                HTTP + "Http1xServerConnection",
                "Lio/vertx/core/ThreadingModel;"
                    + SUPPLIER
                    + SSL_CONTEXT
                    + OPTIONS
                    + CHANNEL
                    + CONTEXT_5
                    + STRING,
                7,
                ""),
            connects(HTTP + "Http2ServerConnection", CONTEXT_5 + types, 6, ""),
            findByHttp1(HTTP + "Http1xServerRequest"),
            findByHttp2(HTTP + "Http2ServerRequest"),
            ownMetric(INTERNAL + "HttpServerRequestWrapper", INTERNAL))
        .requiring(FROM_5)
        .without(FROM_5_1);
  }

  private static Variant version51() {
    return variant(
            "io.pillion.vertx.Vertx5Advice",
            connects(
                HTTP + "http1.Http1ServerConnection",
                "Lio/vertx/core/ThreadingModel;"
                    + SUPPLIER
                    + "ZZLio/vertx/core/net/ServerSSLOptions;"
                    + SSL_CONTEXT
                    + "IIILio/vertx/core/http/QueryParamDecoderConfig;"
                    + "Lio/vertx/core/http/Http1ServerConfig;Z"
                    + "Lio/vertx/core/http/WebSocketServerConfig;"
                    + CHANNEL
                    + CONTEXT_5
                    + STRING
                    + "Lio/vertx/core/tracing/TracingPolicy;",
                17,
                TRANSPORT),
            connects(
                HTTP + "http2.codec.Http2ServerConnectionImpl",
                CONTEXT_5
                    + SUPPLIER
                    + "Lio/vertx/core/http/impl/http2/codec/VertxHttp2ConnectionHandler;"
                    + FUNCTION
                    + "Lio/vertx/core/tracing/TracingPolicy;",
                5,
                TRANSPORT),
            connects(
                HTTP + "http2.multiplex.Http2MultiplexServerConnection",
                "Lio/vertx/core/http/impl/http2/multiplex/Http2MultiplexHandler;"
                    + "Lio/vertx/core/http/impl/CompressionManager;",
                2,
                TRANSPORT + CHANNEL + CONTEXT_5 + SUPPLIER + HANDLER),
            findByHttp1(HTTP + "http1.Http1ServerRequest"),
            findByHttp2(HTTP + "HttpServerRequestImpl"),
            ownMetric(INTERNAL + "HttpServerRequestWrapper", INTERNAL))
        .requiring(FROM_5_1);
  }

  private static Variant variant(String advice, Hook... hooks) {
    return Variant.of(advice, hooks).startingWith(HTTP + "HttpServerImpl");
  }

  private static Hook findByHttp1(String request) {
    return find(request, "findByHttp1", Value.self(REQUEST), Value.field("metric", OBJECT));
  }

  private static Hook findByHttp2(String request) {
    return find(request, "findByHttp2", Value.self("L" + request.replace('.', '/') + ";"));
  }

  private static Hook find(String request, String advice, Value... values) {
    List<Value> all = new ArrayList<>();
    all.add(Value.argument(0, HANDLER));
    all.addAll(Arrays.asList(values));
    return Hook.at(
        Place.ANSWER,
        request,
        "customFrameHandler",
        "(" + HANDLER + ")" + REQUEST,
        advice,
        all.toArray(new Value[0]));
  }

  private static Hook ownMetric(String wrapper, String delegatePackage) {
    String delegate = "L" + (delegatePackage + "HttpServerRequestInternal;").replace('.', '/');
    return Hook.at(
            Place.ANSWER,
            wrapper,
            "metric",
            "()" + OBJECT,
            "ownMetric",
            Value.field("delegate", delegate).as(REQUEST))
        .optional(); // in 4 each class of the two has it in its time
  }
}
