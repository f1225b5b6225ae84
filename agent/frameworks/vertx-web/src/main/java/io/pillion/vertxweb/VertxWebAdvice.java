package io.pillion.vertxweb;

import io.pillion.api.Watched;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextWrapper;
import java.util.function.Consumer;

/** What Vert.x Web calls at the hooks of {@link VertxWebPlugin}. */
public final class VertxWebAdvice {
  /** A key that only this class asks for: its identity is what counts. */
  @SuppressWarnings("StringOperationCanBeSimplified")
  private static final String ABOVE = new String("io.pillion.vertxweb.above");

  private static final Templates TEMPLATES = new Templates();

  public VertxWebAdvice(Watched vertxWeb) {}

  /**
   * @param path of the route, without the asterisk of what only begins so; null where a regular
   *     expression has matched, or whatever came
   */
  public static void matched(RoutingContext context, String path, boolean isExact) {
    if (path != null && (isExact || path.length() > 1)) {
      Consumer<Object> open = Asking.find(context.request());
      if (open != null) {
        open.accept(TEMPLATES.of(mount(context), path, isExact));
      }
    }
  }

  /** The path below which the routes of a sub-router stand, as the app wrote it. */
  private static String mount(RoutingContext context) {
    if (!(context instanceof RoutingContextWrapper)) {
      return "";
    }
    RoutingContext above = context.get(ABOVE);
    String path = above == null ? null : above.currentRoute().getPath();
    String mount = above == null ? "" : mount(above);
    return path == null ? mount : TEMPLATES.mount(mount, path);
  }

  public static void rerouted(RoutingContext context) {
    tell(context, null);
  }

  public static void failed(RoutingContext context, Throwable failure) {
    if (failure != null) {
      tell(context, failure);
    }
  }

  private static void tell(RoutingContext context, Object what) {
    Consumer<Object> open = Asking.find(context.request());
    if (open != null) {
      open.accept(what);
    }
  }

  /** Null, and Vert.x Web answers itself, to everybody else. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object above(String key, RoutingContext inner) {
    return key == ABOVE ? inner : null;
  }
}
