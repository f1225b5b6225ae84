package io.pillion.undertow;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Tells the begin of a request from a later pass of {@code Connectors.executeRootHandler}, for an
 * agent that came into a running app and has not seen all begins. The exchange itself does not know
 * any more, but who calls does: a protocol's listener, or a dispatch. Looking at the stack takes
 * microseconds, so the handlers that begins have are remembered: the root handlers of the
 * listeners, which are passed on a connection's own thread.
 */
final class Begins {
  private static final String PROTOCOLS = "io.undertow.server.protocol.";
  private static final int REMEMBERED = 4;

  /** Weakly: an app may stop a listener of several. */
  private final AtomicReferenceArray<WeakReference<HttpHandler>> roots =
      new AtomicReferenceArray<>(REMEMBERED);

  private final AtomicInteger next = new AtomicInteger();

  boolean isBegin(HttpHandler handler, HttpServerExchange exchange) {
    boolean ownThread = exchange.isInIoThread();
    if (ownThread && isRoot(handler)) {
      return true;
    }
    boolean begins = isCalledByProtocol();
    if (begins && ownThread) {
      roots.set(next.getAndIncrement() & (REMEMBERED - 1), new WeakReference<>(handler));
    }
    return begins;
  }

  private boolean isRoot(HttpHandler handler) {
    for (int i = 0; i < REMEMBERED; i++) {
      WeakReference<HttpHandler> root = roots.get(i);
      if (root != null && root.get() == handler) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCalledByProtocol() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    for (int i = 0; i < stack.length - 1; i++) {
      if (stack[i].getClassName().equals(Connectors.class.getName())) {
        return stack[i + 1].getClassName().startsWith(PROTOCOLS);
      }
    }
    return false;
  }
}
