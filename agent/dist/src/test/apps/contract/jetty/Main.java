import java.nio.file.Path;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The shop by the core handlers of Jetty 12. */
public final class Main {
  private final PathMappingsHandler paths = new PathMappingsHandler();

  private Main() {}

  public static void main(String[] args) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    if (Boolean.getBoolean("virtual.threads")) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    Server server = new Server(threads);
    HttpConfiguration config = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(config), new HTTP2CServerConnectionFactory(config));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    Handler.Wrapper refusing = new Refusing();
    refusing.setHandler(new Main().shop(Path.of(args[0]), server));
    server.setHandler(new ContextHandler(refusing, "/shop"));
    server.start();
    System.out.println("listening on " + connector.getLocalPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop();
  }

  /** What all of these are: a lambda is one, too. */
  private interface Answer {
    void to(Request request, Response response, Callback callback) throws Exception;
  }

  private Handler shop(Path files, Server server) {
    add(new UriTemplatePathSpec("/orders/{id}"), Answers::order);
    at("/any", Answers::ok);
    at("/status", Answers::status);
    at("/send-error", Answers::sendError);
    at("/throw", Answers::fail);
    at("/throw-late", Answers::failLate);
    at("/async", Answers::later);
    at("/forward", Answers::order);
    at("/size", Answers::size);
    at("/chunked", Answers::chunked);
    at("/echo", Answers::echo);
    at("/ignore", Answers::ok);
    at("/slow-body", Answers::slowBody);
    at("/upgrade", Answers::upgrade);
    at("/hold", Holding::hold);
    at("/begin-and-hold", Holding::beginAndHold);
    at("/events", Holding::events);
    at("/control/held", Holding::count);
    at("/control/release", Holding::release);
    GzipHandler gzip = new GzipHandler();
    gzip.setHandler(handler(Answers::size));
    paths.addMapping(new ServletPathSpec("/gzip"), gzip);
    // behind the mapping's prefix, and before 12.0.3 with it
    Handler.Sequence folders =
        new Handler.Sequence(folder(files, server), folder(files.getParent(), server));
    paths.addMapping(new ServletPathSpec("/files/*"), folders);
    return paths;
  }

  private static ResourceHandler folder(Path path, Server server) {
    ResourceHandler folder = new ResourceHandler();
    folder.setBaseResource(ResourceFactory.of(server).newResource(path));
    return folder;
  }

  private void at(String path, Answer answer) {
    add(new ServletPathSpec(path), answer);
  }

  private void add(PathSpec path, Answer answer) {
    paths.addMapping(path, handler(answer));
  }

  private static Handler handler(Answer answer) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        answer.to(request, response, callback);
        return true;
      }
    };
  }

  private static final class Refusing extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws Exception {
      if (!Request.getPathInContext(request).equals("/private")) {
        return super.handle(request, response, callback);
      }
      response.setStatus(401);
      callback.succeeded();
      return true;
    }
  }
}
