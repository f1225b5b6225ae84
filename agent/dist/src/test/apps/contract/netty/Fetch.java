import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;

/** Asks the shop itself for {@code /shop/any}, by Netty's client, and answers when that has. */
final class Fetch extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final Answers answers;

  private Fetch(Answers answers) {
    this.answers = answers;
  }

  static void any(ChannelHandlerContext context, Answers answers) {
    new Bootstrap()
        .group(context.channel().eventLoop())
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(1 << 10),
                        new Fetch(answers));
              }
            })
        .connect(context.channel().localAddress());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/shop/any");
    request.headers().set(HttpHeaderNames.HOST, "localhost");
    context.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    answers.text("fetched");
    context.close();
  }
}
