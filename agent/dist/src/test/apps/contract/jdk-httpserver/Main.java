import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The shop by contexts of the JDK's server. */
public final class Main {
  private final HttpServer server;

  private Main(HttpServer server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    new Main(server).open(new File(args[0]));
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private void open(File files) {
    add("/orders", Answers::order);
    add("/files", exchange -> Answers.file(exchange, files));
    add("/any", Answers::ok);
    add("/status", exchange -> Answers.status(exchange, Answers.number(exchange, "code")));
    add("/send-error", exchange -> Answers.status(exchange, Answers.number(exchange, "code")));
    add("/private", Answers::ok).getFilters().add(new Refusal());
    add("/absent", exchange -> Answers.status(exchange, 404));
    add("/throw", Answers::fail);
    add("/throw-late", Answers::failLate);
    add("/async", exchange -> new Thread(() -> Answers.quietly(exchange, Answers::ok)).start());
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
  }

  private HttpContext add(String path, HttpHandler handler) {
    return server.createContext("/shop" + path, handler);
  }

  private static final class Refusal extends Filter {
    @Override
    public String description() {
      return "lets nobody in";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain next) throws IOException {
      Answers.status(exchange, 401);
    }
  }
}
