package io.pillion.springwebflux;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where Spring WebFlux is hooked, 5 to 7: annotated controllers, functional routes, static
 * resources and Actuator all pass one method of the dispatcher when a handler was found.
 */
public final class SpringWebFluxPlugin implements Plugin {
  private static final String DISPATCHER = "org.springframework.web.reactive.DispatcherHandler";
  private static final String EXCHANGE = "Lorg/springframework/web/server/ServerWebExchange;";

  @Override
  public String id() {
    return "spring-webflux";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, DISPATCHER.replace('.', '/') + ".class", "spring-webflux");
  }

  @Override
  public List<Variant> variants() {
    String since6 = "org/springframework/web/ErrorResponse.class";
    return Arrays.asList(
        variant("invokeHandler").without(since6),
        variant("handleRequestWith")
            .requiring(since6)
            .renamed("javax.servlet.", "jakarta.servlet."));
  }

  private static Variant variant(String method) {
    return Variant.of(
            "io.pillion.springwebflux.SpringWebFluxAdvice",
            Hook.at(
                Place.ENTRY,
                DISPATCHER,
                method,
                "(" + EXCHANGE + "Ljava/lang/Object;)Lreactor/core/publisher/Mono;",
                "matched",
                Value.argument(0, EXCHANGE)))
        .startingWith(DISPATCHER);
  }
}
