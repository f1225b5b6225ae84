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
 * a resource, or a locator, which finds a sub-resource and what that has for the rest of the path.
 */
public final class ResteasyPlugin implements Plugin {
  private static final String CORE = "org.jboss.resteasy.core.";
  private static final String METADATA = "Lorg/jboss/resteasy/spi/metadata/";
  private static final String REQUEST = "Lorg/jboss/resteasy/spi/HttpRequest;";
  private static final String RESPONSE = "Lorg/jboss/resteasy/spi/HttpResponse;";
  private static final String RESULT = "Lorg/jboss/resteasy/specimpl/BuiltResponse;";
  private static final String ANY = "Ljava/lang/Object;";
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
                found("ResourceMethodInvoker", "", "ResourceMethod", "foundMethod"),
                found("ResourceLocatorInvoker", "", "ResourceLocator", "foundLocator"),
                found("ResourceMethodInvoker", ANY, "ResourceMethod", "foundMethodBelow"),
                found("ResourceLocatorInvoker", ANY, "ResourceLocator", "foundLocatorBelow"),
                left(Place.EXIT),
                left(Place.THROW),
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

  /**
   * @param target the descriptor of the resource's object, where a locator has found it; else
   *     nothing, and it is yet to be made
   */
  private static Hook found(String invoker, String target, String what, String advice) {
    return Hook.at(
        Place.ENTRY,
        CORE + invoker,
        "invoke",
        "(" + REQUEST + RESPONSE + target + ")" + RESULT,
        advice,
        Value.argument(0, REQUEST),
        Value.field("method", METADATA + what + ";").as(ANY));
  }

  private static Hook left(Place place) {
    return Hook.at(
        place,
        CORE + "ResourceLocatorInvoker",
        "invoke",
        "(" + REQUEST + RESPONSE + ")" + RESULT,
        "leftLocator",
        Value.argument(0, REQUEST));
  }
}
