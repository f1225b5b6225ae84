import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static void text(HttpServletResponse response, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    response.setContentType("text/plain");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  static int number(HttpServletRequest request, String parameter) {
    return Integer.parseInt(request.getParameter(parameter));
  }

  /** To GET and HEAD; what else comes is 405. */
  static final class Order extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      text(response, "order");
    }
  }

  /** To any method. */
  static final class Ok extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      text(response, "ok");
    }
  }

  static final class Status extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(number(request, "code"));
    }
  }

  static final class SendError extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(number(request, "code"));
    }
  }

  static final class ErrorPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      text(response, "the shop's own error page");
    }
  }

  static final class Refusing implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
      ((HttpServletResponse) response).setStatus(401);
    }

    @Override
    public void destroy() {}
  }

  static final class Fail extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      throw new IllegalStateException("on purpose");
    }
  }

  static final class FailLate extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setStatus(202);
      response.getOutputStream().write("begun".getBytes(StandardCharsets.US_ASCII));
      response.flushBuffer();
      throw new IllegalStateException("on purpose");
    }
  }

  static final class FailAfterwards extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      text(response, "ok");
      response.getOutputStream().close();
      throw new IllegalStateException("on purpose");
    }
  }

  static final class Later extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext async = request.startAsync();
      new Thread(() -> Holding.answer(async)).start();
    }
  }

  static final class Forward extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      request.getRequestDispatcher("/orders/7").forward(request, response);
    }
  }

  static final class Include extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      request.getRequestDispatcher("/orders/7").include(request, response);
    }
  }

  static final class AsyncDispatch extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.startAsync().dispatch("/orders/7");
    }
  }

  static final class Size extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] body = new byte[number(request, "bytes")];
      response.setContentType("text/plain");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  static final class Chunked extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.flushBuffer();
      for (int left = number(request, "bytes"); left > 0; left -= 1000) {
        response.getOutputStream().write(new byte[Math.min(1000, left)]);
        response.flushBuffer();
      }
    }
  }

  static final class Echo extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      InputStream in = request.getInputStream();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        body.write(buffer, 0, n);
      }
      response.setContentLength(body.size());
      body.writeTo(response.getOutputStream());
    }
  }

  static final class SlowBody extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      OutputStream out = response.getOutputStream();
      for (int blocks = 0; blocks < 8000; blocks++) {
        out.write(new byte[64 << 10]);
        out.flush();
      }
    }
  }
}
