package io.pillion.vertxweb;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where Vert.x Web is hooked, 3.9 and later: a route has matched and one of its handlers is about
 * to be called. In a sub-router the context of the router above is in its context.
 */
public final class VertxWebPlugin implements Plugin {
  private static final String IMPL = "io.vertx.ext.web.impl.";
  private static final String CONTEXT = "Lio/vertx/ext/web/RoutingContext;";
  private static final String INTERNAL = "Lio/vertx/ext/web/impl/RoutingContextInternal;";
  private static final String STRING = "Ljava/lang/String;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  @Override
  public String id() {
    return "vertx-web";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    String resource = "io/vertx/ext/web/Router.class";
    String version = JarVersion.of(loader, resource, "vertx-web");
    return version != null
        ? version
        : JarVersion.of(loader, resource, "io.vertx.vertx-web"); // Quarkus's name for it
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.vertxweb.VertxWebAdvice",
                Hook.at(
                    Place.ENTRY,
                    IMPL + "RouteState",
                    "handleContext",
                    "(Lio/vertx/ext/web/impl/RoutingContextImplBase;)V",
                    "matched",
                    Value.argument(0, CONTEXT),
                    Value.field("path", STRING),
                    Value.field("exactPath", "Z")),
                Hook.at(
                    Place.ENTRY,
                    IMPL + "RoutingContextImplBase",
                    "restart",
                    "()V",
                    "rerouted",
                    Value.self(CONTEXT)),
                Hook.at(
                    Place.ENTRY,
                    IMPL + "RoutingContextImpl",
                    "fail",
                    "(I" + THROWABLE + ")V",
                    "failed",
                    Value.self(CONTEXT),
                    Value.argument(1, THROWABLE)),
                above(INTERNAL),
                above(CONTEXT))
            .startingWith(IMPL + "RouterImpl"));
  }

  /**
   * @param type of the field, which is another since 4.3
   */
  private static Hook above(String type) {
    return Hook.at(
            Place.ANSWER,
            IMPL + "RoutingContextWrapper",
            "get",
            "(" + STRING + ")" + OBJECT,
            "above",
            Value.argument(0, STRING),
            Value.field("inner", type).as(CONTEXT))
        .optional();
  }
}
