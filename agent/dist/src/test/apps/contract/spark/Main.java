import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.http.HttpServlet;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Spark;

/** The shop by Spark (sparkjava.com), which has a thread for each request. */
public final class Main {
  private static final Queue<CompletableFuture<String>> HELD = new ConcurrentLinkedQueue<>();

  private Main() {}

  public static void main(String[] args) throws Exception {
    Spark.port(0);
    Spark.ipAddress("127.0.0.1");
    Spark.externalStaticFileLocation(folder(new File(args[0])));
    Spark.webSocket("/shop/socket", Socket.class);
    Spark.before((request, response) -> {});
    Spark.before(
        "/shop/private",
        (request, response) -> {
          throw Spark.halt(401);
        });
    Spark.path("/shop", Main::routes);
    Spark.after((request, response) -> {});
    Spark.awaitInitialization();
    System.out.println("listening on " + Spark.port());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    Spark.stop();
  }

  /** With the path as it is asked for: static files stand at the root. */
  private static String folder(File files) throws Exception {
    Path folder = files.toPath().resolveSibling("static");
    Path file = Files.createDirectories(folder.resolve("shop/files")).resolve("hello.txt");
    Files.copy(files.toPath().resolve("hello.txt"), file, StandardCopyOption.REPLACE_EXISTING);
    return folder.toString();
  }

  private static void routes() {
    Spark.get("/private", (request, response) -> "ok");
    Spark.get("/orders/:id", (request, response) -> "order");
    Spark.get("/orders/:id/lines/:line", (request, response) -> "line");
    Spark.get("/tail/*", (request, response) -> "tail");
    Spark.post("/orders/:id", Main::notAllowed);
    Route ok = (request, response) -> "ok";
    Spark.get("/any", ok);
    Spark.head("/any", ok);
    Spark.post("/any", ok);
    Spark.put("/any", ok);
    Spark.delete("/any", ok);
    Spark.options("/any", ok);
    Spark.patch("/any", ok);
    Spark.post("/ignore", ok);
    Spark.get("/status", by(new Answers.Status()));
    Spark.get("/send-error", by(new Answers.SendError()));
    Spark.get("/throw", by(new Answers.Fail()));
    Spark.get("/throw-late", by(new Answers.FailLate()));
    Spark.get("/size", by(new Answers.Size()));
    Spark.get("/gzip", Main::compressed);
    Spark.get("/chunked", by(new Answers.Chunked()));
    Spark.post("/echo", by(new Answers.Echo()));
    Spark.get("/slow-body", by(new Answers.SlowBody()));
    Spark.get("/async", Main::later);
    Spark.get("/forward", ok);
    Spark.get("/hold", (request, response) -> hold());
    Spark.get("/begin-and-hold", (request, response) -> begin(response, "text/plain", "begun"));
    Spark.get(
        "/events",
        (request, response) -> begin(response, "text/event-stream", "data: begun\n\n"));
    Spark.get("/control/held", (request, response) -> String.valueOf(HELD.size()));
    Spark.get("/control/release", (request, response) -> release());
  }

  private static Route by(HttpServlet servlet) {
    return (request, response) -> {
      servlet.service(request.raw(), response.raw());
      return "";
    };
  }

  private static String notAllowed(Request request, Response response) {
    response.status(405);
    return "";
  }

  private static byte[] compressed(Request request, Response response) {
    response.type("text/plain");
    if (String.valueOf(request.headers("Accept-Encoding")).contains("gzip")) {
      response.header("Content-Encoding", "gzip");
    }
    return new byte[Integer.parseInt(request.queryParams("bytes"))];
  }

  private static String later(Request request, Response response) throws Exception {
    return CompletableFuture.supplyAsync(() -> "ok").get();
  }

  private static String hold() throws Exception {
    CompletableFuture<String> held = new CompletableFuture<>();
    HELD.add(held);
    return held.get();
  }

  private static String begin(Response response, String type, String text) throws Exception {
    response.raw().setContentType(type);
    response.raw().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    response.raw().flushBuffer();
    return hold();
  }

  private static String release() {
    for (CompletableFuture<String> held = HELD.poll(); held != null; held = HELD.poll()) {
      held.complete("ok");
    }
    return "ok";
  }
}
