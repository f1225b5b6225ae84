import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/** The shop by Vert.x Web: a sub-router, mounted behind a handler that all of it passes. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route("/shop/*").handler(Answers::guard);
    router.route("/shop/*").subRouter(shop(vertx, args[0]));
    HttpServerOptions options =
        new HttpServerOptions()
            .setCompressionSupported(true)
            .setHandle100ContinueAutomatically(true)
            .setMaxHeaderSize(32 << 10)
            .setMaxInitialLineLength(32 << 10);
    HttpServer server = vertx.createHttpServer(options).requestHandler(router);
    server.webSocketHandler(socket -> socket.writeTextMessage("hello"));
    server.listen(0, "127.0.0.1");
    while (server.actualPort() <= 0) {
      Thread.sleep(5);
    }
    System.out.println("listening on " + server.actualPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    vertx.close();
  }

  private static Router shop(Vertx vertx, String files) {
    Router shop = Router.router(vertx);
    shop.route("/any").handler(Answers::ok);
    shop.get("/orders/:id").handler(context -> Answers.text(context, "order"));
    shop.get("/status").handler(Answers::status);
    shop.get("/send-error").handler(context -> context.fail(Answers.number(context, "code")));
    shop.get("/throw").handler(Answers::fail);
    shop.get("/throw-late")
        .handler(Answers::failLate)
        .failureHandler(context -> context.response().end());
    shop.get("/async").handler(context -> vertx.setTimer(5, timer -> Answers.ok(context)));
    shop.get("/forward").handler(context -> context.reroute("/shop/orders/7"));
    shop.get("/files/hello.txt")
        .handler(context -> context.response().sendFile(files + "/hello.txt"));
    shop.route("/size").handler(Answers::size);
    shop.route("/gzip").handler(Answers::size);
    shop.route("/chunked").handler(Answers::chunked);
    shop.post("/echo").handler(Answers::echo);
    shop.post("/ignore").handler(Answers::ok);
    shop.get("/hold").handler(Holding::hold);
    shop.get("/begin-and-hold").handler(Holding::beginAndHold);
    shop.get("/events").handler(Holding::events);
    shop.get("/slow-body").handler(Answers::slowBody);
    shop.get("/upgrade").handler(Answers::upgrade);
    shop.get("/control/held").handler(Holding::count);
    shop.get("/control/release").handler(Holding::release);
    return shop;
  }
}
