import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.staticcontent.StaticContentService;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import java.nio.file.Path;

/** The shop as a service of Helidon's, and a service in it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .addProtocol(
                Http1Config.builder().maxPrologueLength(32 << 10).maxHeadersSize(32 << 10).build())
            .addRouting(
                HttpRouting.builder()
                    .addFilter(
                        (chain, request, response) -> {
                          if (request.prologue().uriPath().path().equals("/shop/private")) {
                            response.status(Status.UNAUTHORIZED_401).send();
                          } else {
                            chain.proceed();
                          }
                        })
                    .register("/shop/nothing", rules -> rules.get("/here", Answers::ok))
                    .register("/shop/files", StaticContentService.create(Path.of(args[0])))
                    .register("/shop", new Shop()))
            .addRouting(
                WsRouting.builder().endpoint("/shop/sockets/{id}", new WsListener() {}))
            .build()
            .start();
    System.out.println("listening on " + server.port());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop();
  }

  private static final class Shop implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules
          .register("/control", new Control())
          .register("/orders", new Orders())
          .any("/any", Answers::ok)
          .get("/status", Answers::status)
          .get("/send-error", Answers::status)
          .get("/throw", Answers::fail)
          .get("/throw-late", Answers::failLate)
          .get("/async", Answers::ok)
          .get("/forward", (request, response) -> response.reroute("/shop/any"))
          .any("/size", Answers::size)
          .any("/gzip", Answers::size)
          .any("/chunked", Answers::chunked)
          .post("/echo", Answers::echo)
          .post("/ignore", Answers::ok)
          .get("/hold", Holding::hold)
          .get("/begin-and-hold", Holding::beginAndHold)
          .get("/events", Holding::events)
          .get("/sink", Holding::sink)
          .get("/unreachable", Answers::failAsAnotherIsGone)
          .get("/slow-body", Answers::slowBody)
          .get("/literally/*", Answers::ok)
          .get("/passed/{id:[0-9]+}", (request, response) -> response.next())
          .get("/passed/{anything}", Answers::ok);
    }
  }

  private static final class Orders implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules
          .register("/{id}/lines", lines -> lines.get("/first", Answers::ok))
          .get("/{id}/lines/second", Answers::ok)
          .get("/{id}", Answers::order)
          .any("/{id}", (request, response) -> response.status(405).send());
    }
  }

  private static final class Control implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules.get("/held", Holding::count).get("/release", Holding::release);
    }
  }
}
