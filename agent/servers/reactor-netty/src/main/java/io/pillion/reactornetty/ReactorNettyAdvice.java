package io.pillion.reactornetty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;
import io.netty.util.AttributeKey;
import io.pillion.api.OpenRequest;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import java.io.IOException;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver.State;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerState;

/**
 * What Reactor Netty calls at the hooks of {@link ReactorNettyPlugin}, on the event loop of the
 * request's channel. A channel has one request at a time: pipelined requests wait.
 */
public final class ReactorNettyAdvice {
  private static final AttributeKey<Object> OPEN = AttributeKey.valueOf(OpenRequest.ATTRIBUTE);

  private static Requests<HttpServerRequest> requests;

  public ReactorNettyAdvice(Watched server) {
    keep(server);
  }

  private static void keep(Watched server) {
    requests = server.requests(new ServerRequestReader());
  }

  /** Null also where an agent has left its own that was detached. */
  private static ReactorRequest open(Channel channel) {
    Object open = channel.attr(OPEN).get();
    return open instanceof ReactorRequest ? (ReactorRequest) open : null;
  }

  /** Null if its request is excluded, or was under way when the agent came. */
  static ReactorRequest open(HttpServerRequest request) {
    return open(((Connection) request).channel());
  }

  static void forget(HttpServerRequest request) {
    ((Connection) request).channel().attr(OPEN).set(null);
  }

  public static void stateChanges(Connection connection, State state) {
    if (!(connection instanceof HttpServerRequest)) {
      return; // a WebSocket
    }
    ReactorRequest open = open(connection.channel());
    boolean begins =
        state == HttpServerState.REQUEST_RECEIVED && (open == null || !open.isOf(connection));
    // Of a pipelined request's predecessor the end is not told before 1.1.
    if (open != null && (begins || state == State.DISCONNECTING)) {
      open.end();
    }
    if (begins) {
      begin((HttpServerRequest) connection, connection.channel());
    }
  }

  private static void begin(HttpServerRequest request, Channel channel) {
    long startNanos = System.nanoTime();
    Route<HttpServerRequest> route = requests.unrouted(request);
    if (route != null) {
      ReactorRequest open = new ReactorRequest(request, route, startNanos);
      channel.attr(OPEN).set(open);
      open.begin();
    }
  }

  /** The app's handler has returned. Had it thrown, the channel would be closed by now. */
  public static void stateChanged(Connection connection, State state) {
    ReactorRequest open =
        state == HttpServerState.REQUEST_RECEIVED ? open(connection.channel()) : null;
    if (open != null) {
      open.handlerReturned();
    }
  }

  public static void read(ChannelHandlerContext context, Object message) {
    ReactorRequest open = message instanceof ByteBufHolder ? open(context.channel()) : null;
    if (open != null) {
      open.read(((ByteBufHolder) message).content().readableBytes());
    }
  }

  public static void wrote(ChannelHandlerContext context, Object message) {
    ReactorRequest open = open(context.channel());
    if (open == null) {
      return;
    }
    if (message instanceof ByteBufHolder) {
      open.wrote(((ByteBufHolder) message).content().readableBytes());
    } else if (message instanceof ByteBuf) {
      open.wrote(((ByteBuf) message).readableBytes());
    } else if (message instanceof FileRegion) {
      open.wrote(((FileRegion) message).count());
    }
  }

  /** Where the client has gone, that is the failure. */
  public static void handlerFailed(Connection connection, Throwable failure) {
    ReactorRequest open = open(connection.channel());
    if (open != null && connection.channel().isActive()) {
      open.failed(failure);
    }
  }

  /** A connection is reset: the handler fails for that reason, or never answers. */
  public static void connectionFailed(ChannelHandlerContext context, Throwable why) {
    ReactorRequest open = why instanceof IOException ? open(context.channel()) : null;
    Connection connection = open == null ? null : Connection.from(context.channel());
    if (connection instanceof HttpServerResponse
        && !((HttpServerResponse) connection).hasSentHeaders()) {
      open.abandonedByClient();
    }
  }

  public static void becomesWebSocket(HttpServerRequest request) {
    ReactorRequest open = open(request);
    if (open != null) {
      open.upgraded();
      open.end();
    }
  }

  /**
   * A route of {@code HttpServerRoutes}.
   *
   * @param path as the app wrote it; null for a condition of the app's own
   */
  public static void routed(HttpServerRequest request, String path) {
    ReactorRequest open = path == null ? null : open(request);
    if (open != null) {
      open.matched(path);
    }
  }
}
