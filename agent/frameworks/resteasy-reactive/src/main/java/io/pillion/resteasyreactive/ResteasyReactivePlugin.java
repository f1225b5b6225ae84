package io.pillion.resteasyreactive;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where RESTEasy Reactive is hooked, which is Quarkus REST, and upon which Quarkus has Spring's
 * annotations: the method of a resource is about to be invoked, which may find a sub-resource.
 */
public final class ResteasyReactivePlugin implements Plugin {
  private static final String SERVER = "org.jboss.resteasy.reactive.server.";
  private static final String CONTEXT =
      "Lorg/jboss/resteasy/reactive/server/core/ResteasyReactiveRequestContext;";

  @Override
  public String id() {
    return "resteasy-reactive";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    String resource = SERVER.replace('.', '/') + "handlers/InvocationHandler.class";
    String version = JarVersion.of(loader, resource, "resteasy-reactive");
    return version != null
        ? version
        : JarVersion.of(
            loader, resource, "io.quarkus.resteasy.reactive.resteasy-reactive"); // Quarkus's name
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.resteasyreactive.ResteasyReactiveAdvice",
                Hook.at(
                    Place.ENTRY,
                    SERVER + "handlers.InvocationHandler",
                    "handle",
                    "(" + CONTEXT + ")V",
                    "matched",
                    Value.argument(0, CONTEXT)))
            .startingWith(SERVER + "core.Deployment"));
  }
}
