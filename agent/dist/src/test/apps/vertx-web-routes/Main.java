import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Routes of Vert.x Web, one below the other and one after the other. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpServer server = vertx.createHttpServer().requestHandler(routes(vertx));
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

  private static Router routes(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(RoutingContext::next);
    router.route("/again/*").handler(Main::again);
    router.get("/then/:any").handler(RoutingContext::next);
    router.get("/then/last").handler(Main::ok);
    router.get("/before/all").handler(RoutingContext::next);
    router.route("/before/*").handler(Main::ok);
    router.get("/blocking/:id").blockingHandler(Main::ok);
    router.getWithRegex("/r[0-9]+").handler(Main::ok);
    Router users = Router.router(vertx);
    users.get("/users/:id").handler(Main::ok);
    Router api = Router.router(vertx);
    api.route("/api/v1/*").subRouter(users);
    api.route("/api/*").handler(Main::ok);
    router.route("/of/:tenant/*").subRouter(api);
    return router;
  }

  private static void again(RoutingContext context) {
    if (context.request().getParam("again") == null) {
      context.reroute("/again/7?again=1");
    } else {
      ok(context);
    }
  }

  private static void ok(RoutingContext context) {
    context.response().end("ok");
  }
}
