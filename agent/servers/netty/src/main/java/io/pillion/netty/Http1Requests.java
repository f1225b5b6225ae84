package io.pillion.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * The requests of a connection of HTTP/1 that are not over, in the order in which they came, which
 * is that of their responses (RFC 9112, 9.3.2). An app may work on several at a time. Told when the
 * connection is closed.
 */
final class Http1Requests implements ChannelFutureListener {
  private static final int OK = 200;
  private static final int SWITCHING_PROTOCOLS = 101;

  private NettyRequest oldest;
  private NettyRequest newest;

  /** The oldest whose response was not written to its end. */
  private NettyRequest unanswered;

  /** What is written belongs to a response that another will follow, such as 100 (Continue). */
  private boolean isInterim;

  /** The request that was read last, or null if it is over. */
  NettyRequest newest() {
    return newest;
  }

  void add(NettyRequest request) {
    if (oldest == null) {
      oldest = request;
    } else {
      newest.precedes(request);
    }
    newest = request;
    if (unanswered == null) {
      unanswered = request;
    }
    request.start();
  }

  /** Something for the encoder. */
  void writes(Object message, ChannelPromise promise) {
    NettyRequest answered = unanswered;
    if (answered == null) {
      return; // its request was under way when the agent came
    }
    if (message instanceof HttpResponse) {
      HttpResponse response = (HttpResponse) message;
      int status = response.status().code();
      isInterim = status < OK && status != SWITCHING_PROTOCOLS;
      if (!isInterim) {
        answered.answers(response.headers(), status);
      }
    }
    if (!isInterim) {
      answered.wrote(message);
    }
    if (message instanceof LastHttpContent) {
      endsResponse(answered, promise);
    }
  }

  private void endsResponse(NettyRequest answered, ChannelPromise promise) {
    if (!isInterim) {
      unanswered = answered.next();
      answered.endsWith(promise);
    }
    isInterim = false;
  }

  /** Lets those go that are done, in their order. */
  void forgetDone() {
    while (oldest != null && oldest.isDone()) {
      oldest = oldest.next();
    }
    if (oldest == null) {
      newest = null;
    }
  }

  @Override
  public void operationComplete(ChannelFuture closed) {
    unanswered = null;
    for (NettyRequest each = oldest; each != null; each = each.next()) {
      each.done();
    }
  }
}
