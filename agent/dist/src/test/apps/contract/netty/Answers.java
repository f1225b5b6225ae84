import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** The answer to one request. */
final class Answers {
  private static final int BLOCK = 64 << 10;

  private final ChannelHandlerContext context;
  private final boolean isKept;
  private final boolean isHttp2;
  private boolean isBegun;
  private long slowBytes;

  Answers(ChannelHandlerContext context, HttpRequest request) {
    this.context = context;
    this.isKept = HttpUtil.isKeepAlive(request);
    this.isHttp2 = context.channel().parent().parent() != null;
  }

  boolean isBegun() {
    return isBegun;
  }

  void text(String text) {
    bytes(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  void bytes(ByteBuf body) {
    full(HttpResponseStatus.OK, body);
  }

  void end(HttpResponseStatus status) {
    full(status, Unpooled.EMPTY_BUFFER);
  }

  private void full(HttpResponseStatus status, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
    if (status.code() != 204 && status.code() != 304) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    isBegun = true;
    closing(context.writeAndFlush(response));
  }

  private void closing(ChannelFuture last) {
    if (!isKept) {
      last.addListener(ChannelFutureListener.CLOSE);
    }
  }

  void begin(HttpResponseStatus status, String type, String text) {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    isBegun = true;
    context.write(response);
    context.writeAndFlush(
        new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII)));
  }

  void last() {
    closing(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
  }

  void chunks(int bytes) {
    begin(HttpResponseStatus.OK, "text/plain", "");
    for (int left = bytes; left > 0; left -= 1000) {
      byte[] piece = new byte[Math.min(1000, left)];
      context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
    }
    last();
  }

  /** By {@code sendfile}, which a stream of HTTP/2 cannot. */
  void file(File file) throws IOException {
    if (isHttp2) {
      bytes(Unpooled.wrappedBuffer(Files.readAllBytes(file.toPath())));
      return;
    }
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, file.length());
    isBegun = true;
    context.write(response);
    context.write(new DefaultFileRegion(file, 0, file.length()));
    last();
  }

  void slowBody() {
    slowBytes = 500_000_000;
    begin(HttpResponseStatus.OK, "text/plain", "begun");
    goOn();
  }

  void goOn() {
    while (slowBytes > 0 && context.channel().isActive() && context.channel().isWritable()) {
      slowBytes -= BLOCK;
      context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[BLOCK])));
      if (slowBytes <= 0) {
        last();
      }
    }
  }

  void upgrade() {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    response.headers().set(HttpHeaderNames.UPGRADE, "shop");
    isBegun = true;
    context.writeAndFlush(response);
    context.pipeline().remove(HttpServerCodec.class);
    context
        .pipeline()
        .firstContext()
        .writeAndFlush(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
