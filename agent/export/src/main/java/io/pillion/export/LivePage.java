package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What a person finds who opens the agent's port in a browser: a page that polls {@code /metrics}
 * and computes all that it shows. The JVM only hands out its files, which are read from the agent's
 * jar each time and never kept.
 */
final class LivePage implements Handler {
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

  /** Whether a path is that of a file of the page's. */
  static boolean has(String path) {
    return FILES.containsKey(path);
  }

  @Override
  public Response handle(Request request) {
    String file = FILES.get(request.path());
    byte[] content = read(file);
    String tag = tag(content);
    boolean isKnown = tag.equals(request.header("If-None-Match"));
    return new Response(isKnown ? 304 : 200, type(file), isKnown ? new byte[0] : content)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-cache") // that is: ask each time whether it is still this
        .with("ETag", tag);
  }

  private static byte[] read(String file) {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
