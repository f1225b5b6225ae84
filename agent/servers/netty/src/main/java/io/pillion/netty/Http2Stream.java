package io.pillion.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.pillion.api.Route;

/**
 * A stream of HTTP/2 that has a channel of its own: one request. First touched when there is one,
 * because an app may have no HTTP/2.
 */
final class Http2Stream {
  private static final int INFORMATIONAL = 1;
  private static final int CLASS = 100;

  private Http2Stream() {}

  static void reads(Channel stream, Object frame) {
    if (frame instanceof Http2HeadersFrame) {
      begins(stream, ((Http2HeadersFrame) frame).headers());
    } else if (frame instanceof Http2DataFrame) {
      NettyRequest open = NettyRequest.of(stream);
      if (open != null) {
        open.read(((Http2DataFrame) frame).content().readableBytes());
      }
    }
  }

  /** Headers of a request, of a response to a client's, or trailers. */
  private static void begins(Channel stream, Http2Headers headers) {
    if (headers.method() == null || NettyRequest.of(stream) != null || !stream.isOpen()) {
      return;
    }
    long startNanos = System.nanoTime();
    Connection connection = Connection.ofStream(stream);
    Route<Object> route = connection.isCounted() ? NettyAdvice.unrouted(headers) : null;
    if (route != null) {
      NettyRequest request = new NettyRequest(connection, headers, route, startNanos);
      stream.attr(Connection.KEY).set(request);
      stream.closeFuture().addListener(request);
      request.start();
    }
  }

  static void writes(Channel stream, Object frame, ChannelPromise promise) {
    NettyRequest open = NettyRequest.of(stream);
    if (open == null || open.isDone()) {
      return;
    }
    boolean isLast = false;
    if (frame instanceof Http2HeadersFrame) {
      answers(open, ((Http2HeadersFrame) frame).headers());
      isLast = ((Http2HeadersFrame) frame).isEndStream();
    } else if (frame instanceof Http2DataFrame) {
      open.wrote(frame);
      isLast = ((Http2DataFrame) frame).isEndStream();
    }
    if (isLast) {
      open.endsWith(promise);
    }
  }

  /** Headers that begin a response, perhaps an interim one, or trailers, which have no status. */
  private static void answers(NettyRequest open, Http2Headers headers) {
    CharSequence status = headers.status();
    if (status != null) {
      int code = Integer.parseInt(status.toString());
      if (code / CLASS != INFORMATIONAL) {
        open.answers(headers, code);
      }
    }
  }

  static CharSequence method(Object headers) {
    return ((Http2Headers) headers).method();
  }

  static CharSequence path(Object headers) {
    return ((Http2Headers) headers).path();
  }

  static String header(Object headers, String lowerCaseName) {
    CharSequence value = ((Http2Headers) headers).get(lowerCaseName);
    return value == null ? null : value.toString();
  }
}
