package io.pillion.cxf;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where CXF's JAX-RS is hooked, 3.1 to 4, in a Servlet container: the method of a resource is
 * invoked, or a locator, and below it what the sub-resource has for the rest of the path.
 */
public final class CxfPlugin implements Plugin {
  private static final String INVOKER = "org.apache.cxf.jaxrs.JAXRSInvoker";
  private static final String EXCHANGE = "Lorg/apache/cxf/message/Exchange;";
  private static final String ANY = "Ljava/lang/Object;";

  @Override
  public String id() {
    return "cxf";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, INVOKER.replace('.', '/') + ".class", "cxf-rt-frontend-jaxrs");
  }

  @Override
  public List<Variant> variants() {
    String jakarta = "jakarta/ws/rs/Path.class";
    Variant javax =
        Variant.of(
                "io.pillion.cxf.CxfAdvice",
                invoking(Place.ENTRY, "invoking"),
                invoking(Place.EXIT, "invoked"))
            .startingWith("org.apache.cxf.jaxrs.JAXRSServerFactoryBean");
    return Arrays.asList(
        javax.without(jakarta),
        javax.requiring(jakarta).renamed("javax.servlet.", "jakarta.servlet."));
  }

  private static Hook invoking(Place place, String advice) {
    return Hook.at(
        place,
        INVOKER,
        "invoke",
        "(" + EXCHANGE + ANY + ANY + ")" + ANY,
        advice,
        Value.argument(0, EXCHANGE));
  }
}
