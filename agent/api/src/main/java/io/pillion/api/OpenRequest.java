package io.pillion.api;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A request from its begin to its end: the only object that the agent makes for it. A server's
 * plug-in has a subclass, and keeps it where the server keeps things: as a listener, a wrapper or a
 * note. Begun means ended, by {@link #end}, whatever happens to the request.
 *
 * <p>A request is routed by one thread at a time, and ended by any, once or more often: the first
 * end counts.
 *
 * @param <E> the server's request object
 */
public abstract class OpenRequest<E> {
  /**
   * The name of the attribute by which a framework's plug-in finds the request. A server's plug-in
   * answers it at {@code getAttribute}, and compares it by identity: no app can ask for it, and no
   * list of attributes shows it.
   */
  @SuppressWarnings("StringOperationCanBeSimplified") // its identity is what counts
  public static final String ATTRIBUTE = new String("io.pillion.OpenRequest");

  @SuppressWarnings("rawtypes") // of a class, not of its type arguments
  private static final AtomicLongFieldUpdater<OpenRequest> START =
      AtomicLongFieldUpdater.newUpdater(OpenRequest.class, "startNanos");

  /** In the place of the start; a flag would make each of these objects 8 bytes larger. */
  private static final long OVER = Long.MIN_VALUE;

  private static final long ENDING = OVER + 1;

  private volatile long startNanos;
  private Route<E> route;

  /**
   * @param startNanos {@link System#nanoTime()} when the request's headers had been read
   */
  protected OpenRequest(Route<E> route, long startNanos) {
    this.route = route;
    this.startNanos = startNanos;
  }

  /** The request is in its place, where its end will be seen: from now on it is in flight. */
  public final void begin() {
    route.begin(startNanos);
  }

  /** The deepest route so far. */
  protected final Route<E> route() {
    return route;
  }

  /** The server's own routing has matched; a framework above the server knows better. */
  public final void routed(Route<E> further) {
    if (!route.isNamed()) {
      route = further;
    }
  }

  /** {@link Route#mapping} by a Servlet container that stands upon a server. */
  public final void mapped(String pattern) {
    routed(route.mapping(pattern));
  }

  /**
   * The same where the server below knows nothing of the container's apps.
   *
   * @param contextPath empty for the root
   */
  public final void mapped(String contextPath, String pattern) {
    routed((contextPath.isEmpty() ? route : route.prefix(contextPath)).mapping(pattern));
  }

  /** {@link Route#named} by a framework above the server. The first to match is right. */
  public final void named(
      String framework, String contextPath, String servletPath, String template) {
    routed(route.named(framework, contextPath, servletPath, template));
  }

  /**
   * An exception has left the app's handler, and a container upon the server keeps it from the
   * server.
   */
  public void failed(E exchange, Throwable thrown) throws Throwable {}

  /** The agent's work for this request is timed. */
  public final boolean isSampled() {
    return Overhead.isSampled(startNanos);
  }

  /** It was counted, or given up. Another thread than the one that ends it may see that late. */
  public final boolean isOver() {
    return startNanos == OVER;
  }

  /** Counts the request, if this is its first end. Throws nothing. */
  public final void end(E exchange) {
    long endNanos = System.nanoTime();
    long began = startNanos;
    if (began > ENDING && START.compareAndSet(this, began, ENDING)) {
      route.end(this, exchange, began, endNanos);
    }
  }

  /**
   * The route under which the request counts when it is over: what the server's objects tell then
   * may go further than {@link #route}.
   *
   * @return null if the request is not counted, because it goes on as a new request
   */
  public Route<E> last(E exchange) throws Throwable {
    return route;
  }

  /** The request has been counted. Called once, by the agent. */
  public final void ended(E exchange) throws Throwable {
    startNanos = OVER;
    forget(exchange);
  }

  /** What the plug-in has left in the server's objects may go. */
  protected void forget(E exchange) throws Throwable {}
}
