package io.pillion.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import java.util.Iterator;
import java.util.Map;

/** What is known of a connection from its first request on, kept in an attribute of its channel. */
final class Connection {
  /** Of a connection's channel, and of a stream's, which has its {@link NettyRequest}. */
  static final AttributeKey<Object> KEY = AttributeKey.valueOf("io.pillion.netty");

  /** Servers on Netty that have a plug-in of their own, by their handlers' packages. */
  private static final String[] OWNERS = {
    "io.vertx.", "io.quarkus.", "reactor.netty.", "io.micronaut.", "org.springframework."
  };

  private final boolean isCounted;
  private final boolean isSecure;
  private final Http1Requests requests;

  private Connection(Channel channel, boolean isCounted) {
    this.isCounted = isCounted;
    this.isSecure = has(channel.pipeline(), "io.netty.handler.ssl.SslHandler");
    this.requests = new Http1Requests();
    if (isCounted) {
      channel.closeFuture().addListener(requests);
    }
  }

  /** Null if no request was seen on it. */
  static Connection known(Channel channel) {
    Object known = channel.attr(KEY).get();
    return known instanceof Connection ? (Connection) known : null; // or of an agent that has left
  }

  static Connection of(Channel channel) {
    Connection known = known(channel);
    return known == null ? of(channel, true) : known;
  }

  /** That of a stream of HTTP/2. */
  static Connection ofStream(Channel stream) {
    Connection known = known(stream.parent());
    return known == null ? of(stream.parent(), !isOwned(stream.pipeline())) : known;
  }

  private static Connection of(Channel channel, boolean isFree) {
    Connection connection = new Connection(channel, isFree && !isOwned(channel.pipeline()));
    channel.attr(KEY).set(connection);
    return connection;
  }

  private static boolean isOwned(ChannelPipeline pipeline) {
    return has(pipeline, OWNERS);
  }

  private static boolean has(ChannelPipeline pipeline, String... names) {
    Iterator<Map.Entry<String, ChannelHandler>> handlers = pipeline.iterator();
    while (handlers.hasNext()) {
      String handler = handlers.next().getValue().getClass().getName();
      for (String name : names) {
        if (handler.startsWith(name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** No other plug-in counts its requests. */
  boolean isCounted() {
    return isCounted;
  }

  boolean isSecure() {
    return isSecure;
  }

  /** Those of HTTP/1. */
  Http1Requests requests() {
    return requests;
  }
}
