package io.pillion.core.export;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What a person finds who opens the agent's port in a browser: a page that polls {@code /metrics}
 * and computes all that it shows. The JVM only hands out its files, which are read from the agent's
 * jar each time and never kept.
 */
final class LivePage implements HttpHandler {
  /** Nothing but the page's own files runs, and nothing but this server is asked. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> FILES = new HashMap<>();

  static {
    FILES.put("/", "index.html");
    for (String file :
        Arrays.asList(
            "agent.js",
            "chart.js",
            "dom.js",
            "format.js",
            "history.js",
            "http.js",
            "icon.svg",
            "jvm.js",
            "main.js",
            "names.js",
            "own.js",
            "page.css",
            "panels.js",
            "poller.js",
            "quantile.js",
            "routes.js",
            "text-format.js")) {
      FILES.put("/page/" + file, file);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String file = FILES.get(exchange.getRequestURI().getPath());
    if (file == null) {
      MetricsServer.respond(exchange, 404, "text/plain; charset=utf-8", "Not found\n");
      return;
    }
    byte[] content = read(file);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-cache"); // that is: ask each time whether it is still this
    String tag = tag(content);
    headers.set("ETag", tag);
    boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    MetricsServer.respond(exchange, known ? 304 : 200, type(file), known ? new byte[0] : content);
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = LivePage.class.getResourceAsStream("page/" + file)) {
      if (in == null) {
        throw new FileNotFoundException("page/" + file + " in the agent's jar");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }

  private static String tag(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return '"' + Long.toHexString(sum.getValue()) + '"';
  }

  private static String type(String file) {
    switch (file.substring(file.lastIndexOf('.'))) {
      case ".html":
        return "text/html; charset=utf-8";
      case ".css":
        return "text/css; charset=utf-8";
      case ".js":
        return "text/javascript; charset=utf-8";
      default:
        return "image/svg+xml";
    }
  }
}
