package io.pillion.springmvc;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where Spring MVC is hooked, 4 to 7: annotated controllers, functional routes, static resources
 * and Actuator all pass {@code applyPreHandle}, and have told their pattern when it ends. Resources
 * tell it in an interceptor, so that its begin would be too early.
 */
public final class SpringMvcPlugin implements Plugin {
  private static final String CHAIN = "org.springframework.web.servlet.HandlerExecutionChain";
  private static final String REQUEST = "Ljavax/servlet/http/HttpServletRequest;";
  private static final String DESCRIPTOR =
      "(" + REQUEST + "Ljavax/servlet/http/HttpServletResponse;)Z";

  @Override
  public String id() {
    return "spring-mvc";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, CHAIN.replace('.', '/') + ".class", "spring-webmvc");
  }

  @Override
  public List<Variant> variants() {
    // 6.0 is for jakarta, and has this class of the Servlet 6 API's
    String since6 = "org/springframework/web/ErrorResponse.class";
    Variant javax =
        Variant.of("io.pillion.springmvc.SpringMvcAdvice", at(Place.EXIT), at(Place.THROW))
            .startingWith("org.springframework.web.servlet.DispatcherServlet");
    return Arrays.asList(
        javax.without(since6),
        javax.requiring(since6).renamed("javax.servlet.", "jakarta.servlet."));
  }

  private static Hook at(Place place) {
    return Hook.at(
        place, CHAIN, "applyPreHandle", DESCRIPTOR, "matched", Value.argument(0, REQUEST));
  }
}
