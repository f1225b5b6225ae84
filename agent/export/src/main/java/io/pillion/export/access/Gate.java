package io.pillion.export.access;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.pillion.export.http.Transport;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * Lets in the clients that a web configuration file allows. The file is read again when it or a
 * file that it names has changed. A mistake in it opens nothing: then all stays as it was.
 */
public final class Gate implements Transport, Runnable {
  private static final long INTERVAL_MILLIS = 1000;

  private final String file;
  private final Consumer<String> lines;
  private WebFiles taken;
  private volatile Access access;

  /**
   * @param file path of a web configuration file
   * @param lines takes what a user should know
   * @throws IllegalArgumentException saying in one line what is wrong with the file, or with one
   *     that it names
   */
  public Gate(String file, Consumer<String> lines) {
    this.file = file;
    this.lines = lines;
    this.taken = WebFiles.read(file);
    this.access = new Access(taken);
    access.notes().forEach(lines);
  }

  public boolean isEncrypted() {
    return access.isEncrypted();
  }

  @Override
  public Streams open(SocketChannel channel) throws IOException {
    return access.transport().open(channel);
  }

  /** What answers those who are let in. */
  public Handler before(Handler next) {
    return request -> handle(request, next);
  }

  private Response handle(Request request, Handler next) {
    return access.handle(request, next);
  }

  /** Looks at the files until the thread is interrupted. A change counts once it is seen twice. */
  @Override
  public void run() {
    WebFiles last = taken;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(INTERVAL_MILLIS);
        WebFiles now = WebFiles.read(file);
        if (now.isSameAs(last) && !now.isSameAs(taken)) {
          taken = now;
          take(now);
        }
        last = now;
      } catch (InterruptedException end) {
        return;
      } catch (Throwable failure) { // of memory, say: the next look may do
        lines.accept("web.config=" + file + " cannot be looked at: " + failure);
      }
    }
  }

  private void take(WebFiles files) {
    try {
      Access newer = new Access(files);
      if (access.isEncrypted() && !newer.isEncrypted()) {
        lines.accept("web.config=" + file + " was read again: TLS is off now");
      } else {
        lines.accept("web.config=" + file + " was read again and is in force");
      }
      access = newer;
      newer.notes().forEach(lines);
    } catch (IllegalArgumentException wrong) {
      lines.accept("web.config: " + wrong.getMessage() + "; what was in force stays in force");
    }
  }
}
