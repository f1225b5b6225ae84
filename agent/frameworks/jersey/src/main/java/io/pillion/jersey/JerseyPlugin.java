package io.pillion.jersey;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where Jersey is hooked, 2.22 and later: the method of a resource is invoked when all of its
 * path's templates have matched, those of sub-resources included. The request's properties lead to
 * the server's own request, in a Servlet container and on Grizzly.
 */
public final class JerseyPlugin implements Plugin {
  private static final String INVOKER = "org.glassfish.jersey.server.model.ResourceMethodInvoker";
  private static final String CONTEXT =
      "Lorg/glassfish/jersey/server/internal/process/RequestProcessingContext;";
  private static final String STRING = "Ljava/lang/String;";

  @Override
  public String id() {
    return "jersey";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, INVOKER.replace('.', '/') + ".class", "jersey-server");
  }

  @Override
  public List<Variant> variants() {
    String jakarta = "jakarta/ws/rs/Path.class";
    Variant javax =
        Variant.of(
                "io.pillion.jersey.JerseyAdvice",
                Hook.at(
                    Place.ENTRY,
                    INVOKER,
                    "apply",
                    "(" + CONTEXT + ")Lorg/glassfish/jersey/server/ContainerResponse;",
                    "matched",
                    Value.argument(0, CONTEXT)),
                Hook.at(
                    Place.ANSWER,
                    "org.glassfish.jersey.servlet.ServletPropertiesDelegate",
                    "getProperty",
                    "(" + STRING + ")Ljava/lang/Object;",
                    "servletRequest",
                    Value.argument(0, STRING),
                    Value.field("request", "Ljavax/servlet/http/HttpServletRequest;")))
            .startingWith("org.glassfish.jersey.server.ApplicationHandler");
    return Arrays.asList(
        javax.without(jakarta),
        javax.requiring(jakarta).renamed("javax.servlet.", "jakarta.servlet."));
  }
}
