import java.io.File;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/** The shop by Reactor Netty's own routes. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
            .compress((request, response) -> request.path().endsWith("gzip"))
            .httpRequestDecoder(spec -> spec.maxHeaderSize(32 << 10).maxInitialLineLength(32 << 10))
            .route(routes -> add(routes, new File(args[0])))
            .bindNow(Duration.ofSeconds(30));
    System.out.println("listening on " + server.port());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.disposeNow();
  }

  private static void add(HttpServerRoutes routes, File files) {
    any(routes, "/shop/any", Answers::ok);
    routes
        .get("/shop/orders/{id}", Answers::order)
        .post("/shop/orders/{id}", (request, response) -> response.status(405).send())
        .get("/shop/status", Answers::status)
        .get("/shop/send-error", Answers::status)
        .get("/shop/private", (request, response) -> response.status(401).send())
        .get("/shop/throw", Answers::fail)
        .get("/shop/throw-late", Answers::failLate)
        .get("/shop/async", Answers::later)
        .get("/shop/forward", Answers::ok)
        .get("/shop/files/hello.txt", (request, response) -> response.sendFile(new File(files, "hello.txt").toPath()))
        .post("/shop/echo", Answers::echo)
        .post("/shop/ignore", Answers::ok)
        .get("/shop/hold", Holding::hold)
        .get("/shop/begin-and-hold", Holding::beginAndHold)
        .get("/shop/events", Holding::events)
        .get("/shop/slow-body", Answers::slowBody)
        .get("/shop/control/held", Holding::count)
        .get("/shop/control/release", Holding::release);
    for (String sized : new String[] {"/shop/size", "/shop/gzip"}) {
      routes.get(sized, Answers::size).head(sized, Answers::size);
    }
    routes.get("/shop/chunked", Answers::chunked).head("/shop/chunked", Answers::chunked);
  }

  private interface Handler {
    Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response);
  }

  private static void any(HttpServerRoutes routes, String path, Handler handler) {
    routes.route(
        request -> request.fullPath().equals(path) && !request.method().name().equals("TRACE"),
        handler::apply);
  }
}
