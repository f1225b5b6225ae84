package io.pillion.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import java.io.IOException;
import java.util.List;

/** What Netty calls at the hooks of {@link NettyPlugin}, on the event loop of the channel. */
public final class NettyAdvice {
  private static Requests<Object> requests;

  public NettyAdvice(Watched server) {
    keep(server);
  }

  private static void keep(Watched server) {
    requests = server.requests(new HeadReader());
  }

  /** Null if the user does not want it to be recorded. */
  static Route<Object> unrouted(Object head) {
    return requests.unrouted(head);
  }

  /** Of HTTP/1, perhaps by a client's decoder. */
  public static void decoded(
      ChannelHandler decoder, ChannelHandlerContext context, List<Object> messages) {
    if (!(decoder instanceof HttpRequestDecoder) || messages.isEmpty()) {
      return;
    }
    Channel channel = context.channel();
    Connection connection = Connection.of(channel);
    // A decoder goes on with what follows the request after which a channel was closed.
    if (connection.isCounted() && channel.isOpen()) {
      for (int i = 0; i < messages.size(); i++) {
        read(connection, messages.get(i));
      }
    }
  }

  private static void read(Connection connection, Object message) {
    if (message instanceof HttpRequest) {
      begin(connection, (HttpRequest) message);
    } else if (message instanceof HttpContent) {
      NettyRequest newest = connection.requests().newest();
      if (newest != null) {
        newest.read(((HttpContent) message).content().readableBytes());
      }
    }
  }

  private static void begin(Connection connection, HttpRequest head) {
    long startNanos = System.nanoTime();
    // What cannot be read is no request of the app's, yet has an answer.
    Route<Object> route = head.decoderResult().isSuccess() ? requests.unrouted(head) : null;
    connection.requests().add(new NettyRequest(connection, head, route, startNanos));
  }

  /** By any encoder that makes messages of messages. */
  public static void writes(
      ChannelHandler encoder,
      ChannelHandlerContext context,
      Object message,
      ChannelPromise promise) {
    Connection connection =
        encoder instanceof HttpResponseEncoder ? Connection.known(context.channel()) : null;
    if (connection != null && connection.isCounted()) {
      connection.requests().writes(message, promise);
    }
  }

  /** A frame of HTTP/2. */
  public static void streamReads(Channel stream, Object frame) {
    Http2Stream.reads(stream, frame);
  }

  /** A frame of HTTP/2. */
  public static void streamWrites(Channel stream, Object frame, ChannelPromise promise) {
    Http2Stream.writes(stream, frame, promise);
  }

  /** A handler is told what another has thrown, or what happened to the connection. */
  public static void failed(ChannelHandlerContext context, Throwable thrown) {
    if (thrown instanceof IOException
        || thrown instanceof CodecException
        || thrown instanceof ChannelException) {
      return; // the connection's, not the app's
    }
    NettyRequest open = NettyRequest.of(context.channel());
    if (open == null) {
      Connection connection = Connection.known(context.channel());
      open = connection == null ? null : connection.requests().newest();
    }
    if (open != null) {
      open.failed(thrown);
    }
  }
}
