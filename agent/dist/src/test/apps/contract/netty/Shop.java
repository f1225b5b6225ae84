import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Routes by hand, when the whole of a request was read. */
final class Shop extends ChannelInboundHandlerAdapter {
  private final File files;
  private HttpRequest request;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private Answers answers;

  Shop(File files) {
    this.files = files;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    try {
      if (message instanceof HttpRequest) {
        request = (HttpRequest) message;
        answers = new Answers(context, request);
        body = Unpooled.buffer();
        if (request.decoderResult().isFailure()) {
          answers.end(HttpResponseStatus.BAD_REQUEST);
          context.close();
          return;
        }
      }
      if (message instanceof HttpContent) {
        body.writeBytes(((HttpContent) message).content());
      }
      if (message instanceof LastHttpContent) {
        route(context, new QueryStringDecoder(request.uri()));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void route(ChannelHandlerContext context, QueryStringDecoder uri) throws IOException {
    String path = uri.path();
    if (path.equals("/shop/any") && !request.method().equals(HttpMethod.TRACE)) {
      answers.text("ok");
    } else if (path.matches("/shop/orders/[^/]+")) {
      if (request.method().equals(HttpMethod.GET)) {
        answers.text("order");
      } else {
        answers.end(HttpResponseStatus.METHOD_NOT_ALLOWED);
      }
    } else if (path.equals("/shop/echo") && request.method().equals(HttpMethod.POST)) {
      answers.bytes(body);
    } else if (path.equals("/shop/ignore") && request.method().equals(HttpMethod.POST)) {
      answers.text("ok");
    } else if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
      get(context, path, uri);
    } else {
      answers.end(HttpResponseStatus.NOT_FOUND);
    }
  }

  private void get(ChannelHandlerContext context, String path, QueryStringDecoder uri)
      throws IOException {
    Answers now = answers;
    switch (path) {
      case "/shop/status":
      case "/shop/send-error":
        now.end(HttpResponseStatus.valueOf(number(uri, "code")));
        break;
      case "/shop/private":
        now.end(HttpResponseStatus.UNAUTHORIZED);
        break;
      case "/shop/throw":
        throw new IllegalStateException("on purpose");
      case "/shop/throw-late":
        now.begin(HttpResponseStatus.ACCEPTED, "text/plain", "begun");
        throw new IllegalStateException("late, on purpose");
      case "/shop/async":
        context.executor().schedule(() -> now.text("ok"), 5, TimeUnit.MILLISECONDS);
        break;
      case "/shop/forward":
        now.text("ok");
        break;
      case "/shop/size":
      case "/shop/gzip":
        now.bytes(Unpooled.wrappedBuffer(new byte[number(uri, "bytes")]));
        break;
      case "/shop/chunked":
        now.chunks(number(uri, "bytes"));
        break;
      case "/shop/files/hello.txt":
        now.file(new File(files, "hello.txt"));
        break;
      case "/shop/hold":
        Holding.hold(context, () -> now.text("ok"));
        break;
      case "/shop/begin-and-hold":
        now.begin(HttpResponseStatus.OK, "text/plain", "begun");
        Holding.hold(context, now::last);
        break;
      case "/shop/events":
        now.begin(HttpResponseStatus.OK, "text/event-stream", "data: begun\n\n");
        Holding.hold(context, now::last);
        break;
      case "/shop/slow-body":
        now.slowBody();
        break;
      case "/shop/fetch":
        Fetch.any(context, now);
        break;
      case "/shop/upgrade":
        now.upgrade();
        break;
      case "/shop/control/held":
        now.text(Holding.count());
        break;
      case "/shop/control/release":
        Holding.release();
        now.text("ok");
        break;
      default:
        now.end(HttpResponseStatus.NOT_FOUND);
    }
  }

  private static int number(QueryStringDecoder uri, String parameter) {
    return Integer.parseInt(uri.parameters().get(parameter).get(0));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (answers != null) {
      answers.goOn();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (answers != null && !answers.isBegun() && !(cause instanceof IOException)) {
      answers.end(HttpResponseStatus.INTERNAL_SERVER_ERROR);
    } else {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
