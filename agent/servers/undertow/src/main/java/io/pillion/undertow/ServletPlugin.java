package io.pillion.undertow;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where Undertow's Servlet container is hooked, 1.4 to 2.4, {@code javax} and {@code jakarta}: it
 * names the servlet mapping of a request, leads frameworks to it, and tells what the app threw,
 * unless the app handles that itself.
 */
public final class ServletPlugin implements Plugin {
  private static final String EXCHANGE = "Lio/undertow/server/HttpServerExchange;";
  private static final String REQUEST = "Lio/undertow/servlet/spec/HttpServletRequestImpl;";
  private static final String MATCH = "Lio/undertow/servlet/handlers/ServletPathMatch;";

  @Override
  public String id() {
    return "undertow-servlet";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(
        loader, "io/undertow/servlet/handlers/ServletRequestContext.class", "undertow-servlet");
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.undertow.ServletAdvice",
                // made once for a request, when it has been mapped
                Hook.at(
                    Place.EXIT,
                    "io.undertow.servlet.handlers.ServletRequestContext",
                    "<init>",
                    "(Lio/undertow/servlet/api/Deployment;"
                        + REQUEST
                        + "Lio/undertow/servlet/spec/HttpServletResponseImpl;"
                        + MATCH
                        + ")V",
                    "mapped",
                    Value.argument(1, REQUEST),
                    Value.argument(3, MATCH)),
                Hook.at(
                    Place.ANSWER,
                    "io.undertow.servlet.spec.HttpServletRequestImpl",
                    "getAttribute",
                    "(Ljava/lang/String;)Ljava/lang/Object;",
                    "openRequest",
                    Value.self(REQUEST),
                    Value.argument(0, "Ljava/lang/String;")),
                threw("javax"),
                threw("jakarta"))
            // Quarkus's fork has these classes, too: see UndertowPlugin
            .without("io/undertow/server/UndertowServerContainer.class"));
  }

  private static Hook threw(String servlets) {
    return Hook.at(
            Place.ENTRY,
            "io.undertow.servlet.api.LoggingExceptionHandler",
            "handleThrowable",
            "("
                + EXCHANGE
                + ("L" + servlets + "/servlet/ServletRequest;")
                + ("L" + servlets + "/servlet/ServletResponse;")
                + "Ljava/lang/Throwable;)Z",
            "threw",
            Value.argument(0, EXCHANGE),
            Value.argument(3, "Ljava/lang/Throwable;"))
        .optional();
  }
}
