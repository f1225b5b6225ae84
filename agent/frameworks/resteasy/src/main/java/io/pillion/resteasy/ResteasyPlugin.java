package io.pillion.resteasy;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where RESTEasy is hooked, 3 to 6, in a Servlet container: its dispatcher has found the method of
 * a resource, or one that finds a sub-resource.
 */
public final class ResteasyPlugin implements Plugin {
  private static final String CORE = "org.jboss.resteasy.core.";
  private static final String METADATA = "Lorg/jboss/resteasy/spi/metadata/";
  private static final String REQUEST = "Lorg/jboss/resteasy/spi/HttpRequest;";
  private static final String STRING = "Ljava/lang/String;";

  @Override
  public String id() {
    return "resteasy";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    String resource = CORE.replace('.', '/') + "ResourceMethodInvoker.class";
    String version = JarVersion.of(loader, resource, "resteasy-core");
    return version == null ? JarVersion.of(loader, resource, "resteasy-jaxrs") : version;
  }

  @Override
  public List<Variant> variants() {
    String jakarta = "jakarta/ws/rs/Path.class";
    Variant javax =
        Variant.of(
                "io.pillion.resteasy.ResteasyAdvice",
                found("ResourceMethodInvoker", "ResourceMethod", "foundMethod"),
                found("ResourceLocatorInvoker", "ResourceLocator", "foundLocator"),
                Hook.at(
                    Place.ANSWER,
                    "org.jboss.resteasy.plugins.server.servlet.HttpServletInputMessage",
                    "getAttribute",
                    "(" + STRING + ")Ljava/lang/Object;",
                    "servletRequest",
                    Value.argument(0, STRING),
                    Value.field("request", "Ljavax/servlet/http/HttpServletRequest;")))
            .startingWith(CORE + "SynchronousDispatcher");
    return Arrays.asList(
        javax.without(jakarta),
        javax.requiring(jakarta).renamed("javax.servlet.", "jakarta.servlet."));
  }

  /** What a sub-resource has found is invoked by another method, which has its object already. */
  private static Hook found(String invoker, String what, String advice) {
    return Hook.at(
        Place.ENTRY,
        CORE + invoker,
        "invoke",
        "("
            + REQUEST
            + "Lorg/jboss/resteasy/spi/HttpResponse;)Lorg/jboss/resteasy/specimpl/BuiltResponse;",
        advice,
        Value.argument(0, REQUEST),
        Value.field("method", METADATA + what + ";").as("Ljava/lang/Object;"));
  }
}
