import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void answer(AsyncContext async) {
    try {
      Answers.text((HttpServletResponse) async.getResponse(), "ok");
    } catch (IOException | IllegalStateException e) {
      // the client is gone, and the container may know
    } finally {
      complete(async);
    }
  }

  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException e) {
      // the container has seen that the client is gone
    }
  }

  /** Begins the response where it has a text to begin with, and holds the rest. */
  static final class Hold extends HttpServlet {
    private final String type;
    private final String beginning;

    Hold(String type, String beginning) {
      this.type = type;
      this.beginning = beginning;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (beginning != null) {
        response.setContentType(type);
        response.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
      }
      AsyncContext async = request.startAsync();
      async.setTimeout(0);
      HELD.add(() -> end(async));
    }

    private void end(AsyncContext async) {
      if (beginning == null) {
        answer(async);
      } else {
        complete(async);
      }
    }
  }

  static final class Count extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Answers.text(response, String.valueOf(HELD.size()));
    }
  }

  static final class Release extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
        held.run();
      }
      Answers.text(response, "ok");
    }
  }
}
