package io.pillion.glassfish;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where the Servlet container of GlassFish 5 to 7 and of Payara is hooked. It is a fork of
 * Tomcat's, with classes of the same names, upon Grizzly, which counts. A request passes this valve
 * once; forwards, includes and error pages do not.
 */
public final class GlassFishPlugin implements Plugin {
  private static final String VALVE = "org.apache.catalina.core.StandardWrapperValve";
  private static final String REQUEST = "Lorg/apache/catalina/Request;";
  private static final String RESPONSE = "Lorg/apache/catalina/Response;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  /** An interface that Tomcat does not have. */
  private static final String FORK = "org/apache/catalina/HttpRequest.class";

  @Override
  public String id() {
    return "glassfish";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, FORK, "web-core");
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.glassfish.GlassFishAdvice",
                Hook.at(
                    Place.ENTRY,
                    VALVE,
                    "invoke",
                    "(" + REQUEST + RESPONSE + ")I",
                    "mapped",
                    Value.argument(0, REQUEST)),
                Hook.at(
                    Place.ENTRY,
                    VALVE,
                    "exception",
                    "(" + REQUEST + RESPONSE + THROWABLE + ")V",
                    "servletThrew",
                    Value.argument(0, REQUEST),
                    Value.argument(2, THROWABLE)))
            .requiring(FORK, "org/glassfish/grizzly/http/server/Request.class"));
  }
}
