package io.pillion.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.pillion.api.HttpMethod;
import io.pillion.api.OpenRequest;
import io.pillion.api.Route;

/**
 * A request by Netty's codecs, with what its objects do not tell at its end. Told when its response
 * was sent; one of HTTP/2 also when its stream is closed.
 */
final class NettyRequest extends OpenRequest<Object> implements ChannelFutureListener {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final short CLIENT_CLOSED_REQUEST = 499;

  private static final short INTERNAL_SERVER_ERROR = 500;
  private static final short SWITCHING_PROTOCOLS = 101;

  private final Connection connection;
  private final Object head;
  private final boolean isCounted;
  private Object responseHeaders;
  private short status;
  private boolean isDone;
  private long requestBytes;
  private long responseBytes;
  private Throwable failure;
  private NettyRequest next;

  /**
   * @param head as the server has it: {@code HttpRequest} or {@code Http2Headers}
   * @param route null for a request that is not counted, and takes the place of one
   */
  NettyRequest(Connection connection, Object head, Route<Object> route, long startNanos) {
    super(route, startNanos);
    this.connection = connection;
    this.head = head;
    this.isCounted = route != null;
  }

  /** That of a stream's channel, or null. */
  static NettyRequest of(Channel stream) {
    Object known = stream.attr(Connection.KEY).get();
    return known instanceof NettyRequest ? (NettyRequest) known : null;
  }

  /** It is where its end will be seen. */
  void start() {
    if (isCounted) {
      begin();
    }
  }

  Object head() {
    return head;
  }

  Connection connection() {
    return connection;
  }

  /** That came after this on its connection of HTTP/1, or null. */
  NettyRequest next() {
    return next;
  }

  void precedes(NettyRequest later) {
    next = later;
  }

  void read(long bytes) {
    requestBytes += bytes;
  }

  /**
   * Its response begins.
   *
   * @param headers of Netty's, of HTTP/1 or HTTP/2
   */
  void answers(Object headers, int withStatus) {
    responseHeaders = headers;
    status = (short) withStatus;
  }

  /** A part of its response, perhaps of its body. */
  void wrote(Object message) {
    if (HeadReader.methodOf(head) == HttpMethod.HEAD) {
      return; // an encoder leaves the body out
    }
    if (message instanceof ByteBufHolder) {
      responseBytes += ((ByteBufHolder) message).content().readableBytes();
    } else if (message instanceof ByteBuf) {
      responseBytes += ((ByteBuf) message).readableBytes();
    } else if (message instanceof FileRegion) {
      responseBytes += ((FileRegion) message).count();
    }
  }

  /** The last of its response is written: it is over when that was sent, or could not be. */
  void endsWith(ChannelPromise sent) {
    if (sent.isVoid()) {
      done(); // nobody will be told
    } else {
      sent.addListener(this);
    }
  }

  @Override
  public void operationComplete(ChannelFuture over) {
    done();
  }

  void done() {
    isDone = true;
    if (isCounted) {
      end(this);
    }
    connection.requests().forgetDone();
  }

  /** Its response was sent or given up, whether it is counted or not. */
  boolean isDone() {
    return isDone;
  }

  void failed(Throwable thrown) {
    if (failure == null && !isDone) {
      failure = thrown;
    }
  }

  /** An upgrade to HTTP/2 goes on as a stream's request. */
  @Override
  public Route<Object> last(Object exchange) {
    boolean goesOn =
        status == SWITCHING_PROTOCOLS
            && responseHeaders instanceof HttpHeaders
            && ((HttpHeaders) responseHeaders).contains(HttpHeaderNames.UPGRADE, "h2c", true);
    return goesOn ? null : route();
  }

  int status() {
    if (responseHeaders != null) {
      return status;
    }
    return failure == null ? CLIENT_CLOSED_REQUEST : INTERNAL_SERVER_ERROR;
  }

  Object responseHeaders() {
    return responseHeaders;
  }

  long requestBytes() {
    return requestBytes;
  }

  long responseBytes() {
    return responseBytes;
  }

  Throwable failure() {
    return failure;
  }
}
