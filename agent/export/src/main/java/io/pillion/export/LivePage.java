package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
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

  private static final String FOLDER = "/page/";
  private static final Pattern FILE = Pattern.compile("[a-z-]+\\.(html|js|css|svg)");

  /** Whether a path is the page's: of one of its files, or of none. */
  static boolean has(String path) {
    return path.equals("/") || path.startsWith(FOLDER);
  }

  @Override
  public Response handle(Request request) {
    String path = request.path();
    String file = path.equals("/") ? "index.html" : path.substring(FOLDER.length());
    byte[] content = FILE.matcher(file).matches() ? read(file) : null;
    if (content == null) {
      return Pages.notFound();
    }
    String tag = tag(content);
    boolean isKnown = tag.equals(request.header("If-None-Match"));
    return new Response(isKnown ? 304 : 200, type(file), isKnown ? new byte[0] : content)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-cache") // that is: ask each time whether it is still this
        .with("ETag", tag);
  }

  /** Null if there is no such file. */
  private static byte[] read(String file) {
    try (InputStream in = LivePage.class.getResourceAsStream("page/" + file)) {
      if (in == null) {
        return null;
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
