import java.io.File;
import java.io.IOException;
import org.glassfish.grizzly.http.CompressionConfig;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.StaticHttpHandler;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;

/** The shop by handlers of Grizzly's server. */
public final class Main {
  private final HttpServer server = new HttpServer();

  private Main() {}

  public static void main(String[] args) throws IOException {
    new Main().run(new File(args[0]));
  }

  private void run(File files) throws IOException {
    NetworkListener listener = new NetworkListener("shop", "127.0.0.1", 0);
    CompressionConfig compression = listener.getCompressionConfig();
    compression.setCompressionMode(CompressionConfig.CompressionMode.ON);
    compression.setCompressionMinSize(1);
    compression.setCompressibleMimeTypes("text/html");
    listener.getKeepAlive().setMaxRequestsCount(-1);
    // of HTTP/2: listener.registerAddOn(new org.glassfish.grizzly.http2.Http2AddOn());
    // With HTTP/2 a handler that blocks would hold the thread that is to write for it.
    listener.getTransport().setIOStrategy(WorkerThreadIOStrategy.getInstance());
    server.addListener(listener);
    open(files);
    server.start();
    System.out.println("listening on " + listener.getPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.shutdownNow();
  }

  private void open(File files) {
    add("/orders/*", Answers::order);
    server
        .getServerConfiguration()
        .addHttpHandler(
            new StaticHttpHandler(files.getPath()),
            HttpHandlerRegistration.builder().contextPath("/shop/files").urlPattern("/*").build());
    add("/any", Answers::ok);
    add("/status", Answers::status);
    add("/send-error", Answers::sendError);
    add("/private", (request, response) -> response.setStatus(401));
    add("/throw", Answers::fail);
    add("/throw-late", Answers::failLate);
    add("/async", Holding::later);
    add("/forward", Answers::ok);
    add("/size", Answers::size);
    add("/gzip", Answers::gzip);
    add("/chunked", Answers::chunked);
    add("/echo", Answers::echo);
    add("/ignore", Answers::ok);
    add("/hold", Holding::hold);
    add("/begin-and-hold", Holding::beginAndHold);
    add("/events", Holding::events);
    add("/slow-body", Answers::slowBody);
    add("/control/held", Holding::count);
    add("/control/release", Holding::release);
    add("/*", (request, response) -> response.sendError(404));
  }

  private void add(String path, Answer answer) {
    server.getServerConfiguration().addHttpHandler(new Handler(answer), "/shop" + path);
  }

  /** What a handler does. */
  interface Answer {
    void to(Request request, Response response) throws IOException;
  }

  private static final class Handler extends HttpHandler {
    private final Answer answer;

    Handler(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
      answer.to(request, response);
    }
  }
}
