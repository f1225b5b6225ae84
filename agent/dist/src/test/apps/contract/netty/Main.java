import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.io.File;
import java.net.InetSocketAddress;

/** The shop by nothing but Netty's codecs. */
public final class Main {
  private static final int LARGE = 32 << 10;

  private Main() {}

  public static void main(String[] args) throws Exception {
    File files = new File(args[0]);
    NioEventLoopGroup loops = new NioEventLoopGroup(4);
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(initializer(channel -> begin(channel.pipeline(), files)))
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    System.out.println("listening on " + ((InetSocketAddress) server.localAddress()).getPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    loops.shutdownGracefully().sync();
  }

  private interface Beginning {
    void of(Channel channel);
  }

  private static ChannelHandler initializer(Beginning beginning) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        beginning.of(channel);
      }
    };
  }

  /** HTTP/1 until the first bytes, or the first request, ask for HTTP/2. */
  private static void begin(ChannelPipeline pipeline, File files) {
    HttpServerCodec codec = new HttpServerCodec(LARGE, LARGE, LARGE);
    HttpServerUpgradeHandler upgrade =
        new HttpServerUpgradeHandler(
            codec,
            protocol ->
                "h2c".contentEquals(protocol)
                    ? new Http2ServerUpgradeCodec(frames(), streams(files))
                    : null,
            LARGE);
    pipeline.addLast(
        new CleartextHttp2ServerUpgradeHandler(codec, upgrade, priorKnowledge(files)),
        new Http1(files));
  }

  private static Http2FrameCodec frames() {
    return Http2FrameCodecBuilder.forServer().build();
  }

  private static Http2MultiplexHandler streams(File files) {
    return new Http2MultiplexHandler(
        initializer(
            stream ->
                stream
                    .pipeline()
                    .addLast(
                        new Http2StreamFrameToHttpObjectCodec(true),
                        new HttpContentCompressor(),
                        new Shop(files))));
  }

  private static ChannelHandler priorKnowledge(File files) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void handlerAdded(ChannelHandlerContext context) {
        context.pipeline().addAfter(context.name(), "frames", frames());
        context.pipeline().addAfter("frames", null, streams(files));
      }
    };
  }

  /** Is told of a request that stays one of HTTP/1. */
  private static final class Http1 extends ChannelInboundHandlerAdapter {
    private final File files;

    Http1(File files) {
      this.files = files;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context
          .pipeline()
          .addLast(
              new HttpServerExpectContinueHandler(), new HttpContentCompressor(), new Shop(files));
      context.fireChannelRead(message);
      context.pipeline().remove(this);
    }
  }
}
