import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.resource.FileResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import java.io.File;
import java.net.InetSocketAddress;

/** The shop by Undertow's own handlers. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("io.undertow.ajp.REQUIRE_AJP_SECRET", "false"); // asked for from 2.4 on
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .addAjpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setIoThreads(2)
            .setWorkerThreads(16)
            .setHandler(new PathHandler().addPrefixPath("/shop", shop(new File(args[0]))))
            .build();
    server.start();
    System.out.println("ajp on " + port(server, 1));
    System.out.println("listening on " + port(server, 0));
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop();
  }

  private static int port(Undertow server, int listener) {
    return ((InetSocketAddress) server.getListenerInfo().get(listener).getAddress()).getPort();
  }

  private static HttpHandler shop(File files) {
    return new PathHandler()
        .addPrefixPath("/orders", new RoutingHandler().get("/{id}", Answers::order))
        .addPrefixPath("/files", new ResourceHandler(new FileResourceManager(files, 1024)))
        .addExactPath("/any", Answers::ok)
        .addExactPath("/status", Answers::status)
        .addExactPath("/send-error", Answers::status)
        .addExactPath("/private", exchange -> exchange.setStatusCode(401))
        .addExactPath("/throw", Answers::fail)
        .addExactPath("/throw-late", new BlockingHandler(Answers::failLate))
        .addExactPath("/async", Answers::later)
        .addExactPath("/forward", Answers::dispatched)
        .addExactPath("/size", Answers::size)
        .addExactPath("/gzip", gzip(Answers::size))
        .addExactPath("/chunked", new BlockingHandler(Answers::chunked))
        .addExactPath("/echo", new HttpContinueReadHandler(new BlockingHandler(Answers::echo)))
        .addExactPath("/ignore", Answers::ok)
        .addExactPath("/hold", Holding::hold)
        .addExactPath("/begin-and-hold", new BlockingHandler(Holding::beginAndHold))
        .addExactPath("/events", new BlockingHandler(Holding::events))
        .addExactPath("/slow-body", new BlockingHandler(Answers::slowBody))
        .addExactPath("/upgrade", Answers::upgrade)
        .addExactPath("/control/held", Holding::count)
        .addExactPath("/control/release", Holding::release);
  }

  private static HttpHandler gzip(HttpHandler next) {
    return new EncodingHandler(
            new ContentEncodingRepository()
                .addEncodingHandler("gzip", new GzipEncodingProvider(), 50))
        .setNext(next);
  }
}
