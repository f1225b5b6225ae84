package io.pillion.netty;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where the HTTP codecs of Netty 4.1 and later are hooked, for servers that are made of nothing
 * else.
 *
 * <ul>
 *   <li>HTTP/1: what the decoder has decoded, and what is written to the encoder, with the promise
 *       that is kept when it was sent. {@code HttpObjectEncoder} inherits its method to write, and
 *       overrides it in newer releases of 4.1.
 *   <li>HTTP/2: what a stream's channel is given and writes, from 4.1.37 on. Each codec and handler
 *       above it sees the same frames.
 *   <li>The one method that tells a handler of an exception.
 * </ul>
 */
public final class NettyPlugin implements Plugin {
  private static final String CODEC = "io.netty.handler.codec.";
  private static final String HANDLER = "Lio/netty/channel/ChannelHandler;";
  private static final String CHANNEL = "Lio/netty/channel/Channel;";
  private static final String CONTEXT = "Lio/netty/channel/ChannelHandlerContext;";
  private static final String PROMISE = "Lio/netty/channel/ChannelPromise;";
  private static final String STREAM = "io.netty.handler.codec.http2.AbstractHttp2StreamChannel";
  private static final String FRAME = "Lio/netty/handler/codec/http2/Http2Frame;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";
  private static final String LIST = "Ljava/util/List;";
  private static final String ANY = "Ljava/lang/Object;";

  @Override
  public String id() {
    return "netty";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  /** Netty is in many apps that serve nothing by it, or by a server that is watched itself. */
  @Override
  public boolean isOptIn() {
    return true;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(
        loader, "io/netty/handler/codec/http/HttpServerCodec.class", "netty-codec-http");
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.netty.NettyAdvice",
                Hook.at(
                    Place.EXIT,
                    CODEC + "http.HttpObjectDecoder",
                    "decode",
                    "(" + CONTEXT + "Lio/netty/buffer/ByteBuf;" + LIST + ")V",
                    "decoded",
                    Value.self(HANDLER),
                    Value.argument(0, CONTEXT),
                    Value.argument(2, LIST)),
                encoding("http.HttpObjectEncoder"),
                encoding("MessageToMessageEncoder"),
                Hook.at(
                        Place.ENTRY,
                        STREAM,
                        "fireChildRead",
                        "(" + FRAME + ")V",
                        "streamReads",
                        Value.self(CHANNEL),
                        Value.argument(0, ANY))
                    .optional(),
                Hook.at(
                        Place.ENTRY,
                        STREAM + "$Http2ChannelUnsafe",
                        "write",
                        "(" + ANY + PROMISE + ")V",
                        "streamWrites",
                        Value.field("this$0", "L" + STREAM.replace('.', '/') + ";").as(CHANNEL),
                        Value.argument(0, ANY),
                        Value.argument(1, PROMISE))
                    .optional(),
                Hook.at(
                    Place.ENTRY,
                    "io.netty.channel.AbstractChannelHandlerContext",
                    "invokeExceptionCaught",
                    "(" + THROWABLE + ")V",
                    "failed",
                    Value.self(CONTEXT),
                    Value.argument(0, THROWABLE)))
            .requiring("io/netty/handler/codec/http/HttpServerCodec.class")
            .startingWith("io.netty.bootstrap.ServerBootstrap"));
  }

  private static Hook encoding(String encoder) {
    return Hook.at(
            Place.ENTRY,
            CODEC + encoder,
            "write",
            "(" + CONTEXT + ANY + PROMISE + ")V",
            "writes",
            Value.self(HANDLER),
            Value.argument(0, CONTEXT),
            Value.argument(1, ANY),
            Value.argument(2, PROMISE))
        .optional();
  }
}
