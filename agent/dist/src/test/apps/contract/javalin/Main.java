import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.staticfiles.Location;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The shop by Javalin, as 6 is written; texts are replaced for the others. */
public final class Main {
  private static final Queue<CompletableFuture<String>> HELD = new ConcurrentLinkedQueue<>();

  private Main() {}

  public static void main(String[] args) throws IOException {
    Javalin app =
        Javalin.create(
            config -> {
              config.router.contextPath = "/shop";
              config.http.prefer405over404 = true;
              config.staticFiles.add(new File(args[0]).getParent(), Location.EXTERNAL);
              // from 7 on: routes(config.routes);
            });
    routes(app);
    app.start("127.0.0.1", 0);
    System.out.println("listening on " + app.port());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    app.stop();
  }

  private static void routes(Javalin app) {
    app.before("/private", ctx -> refuse());
    app.get("/private", ctx -> ctx.result("ok"));
    app.before(ctx -> {});
    app.after(ctx -> {});
    app.get("/orders/{id}", ctx -> ctx.result("order"));
    app.get("/orders/{id}/lines/{line}", ctx -> ctx.result("line"));
    app.get("/tail/*", ctx -> ctx.result("tail"));
    Handler ok = ctx -> ctx.result("ok");
    app.get("/any", ok);
    app.head("/any", ok);
    app.post("/any", ok);
    app.put("/any", ok);
    app.delete("/any", ok);
    app.options("/any", ok);
    app.patch("/any", ok);
    app.post("/ignore", ok);
    app.get("/status", by(new Answers.Status()));
    app.get("/send-error", by(new Answers.SendError()));
    app.get("/throw", by(new Answers.Fail()));
    app.get("/throw-late", by(new Answers.FailLate()));
    app.get("/forward", by(new Answers.Forward()));
    app.get("/size", by(new Answers.Size()));
    app.get("/gzip", ctx -> ctx.result(new byte[Integer.parseInt(ctx.queryParam("bytes"))]));
    app.get("/chunked", by(new Answers.Chunked()));
    app.post("/echo", by(new Answers.Echo()));
    app.get("/slow-body", by(new Answers.SlowBody()));
    app.get("/async", Main::later);
    app.get("/hold", Main::hold);
    app.get("/begin-and-hold", ctx -> begin(ctx, "text/plain", "begun"));
    app.get("/events", ctx -> begin(ctx, "text/event-stream", "data: begun\n\n"));
    app.get("/control/held", ctx -> ctx.result(String.valueOf(HELD.size())));
    app.get("/control/release", Main::release);
    app.ws("/socket", socket -> socket.onConnect(ctx -> ctx.send("hello")));
  }

  private static void refuse() {
    throw new UnauthorizedResponse();
  }

  private static Handler by(HttpServlet servlet) {
    return ctx -> servlet.service(ctx.req(), ctx.res());
  }

  private static void later(Context ctx) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    answer(ctx, answer);
    new Thread(() -> answer.complete("ok")).start();
  }

  private static void answer(Context ctx, CompletableFuture<String> answer) {
    ctx.future(() -> answer.thenAccept(ctx::result));
  }

  private static void hold(Context ctx) {
    CompletableFuture<String> held = new CompletableFuture<>();
    answer(ctx, held);
    HELD.add(held);
  }

  private static void begin(Context ctx, String type, String text) throws IOException {
    ctx.res().setContentType(type);
    ctx.res().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    ctx.res().flushBuffer();
    hold(ctx);
  }

  private static void release(Context ctx) {
    for (CompletableFuture<String> held = HELD.poll(); held != null; held = HELD.poll()) {
      held.complete("ok");
    }
    ctx.result("ok");
  }
}
