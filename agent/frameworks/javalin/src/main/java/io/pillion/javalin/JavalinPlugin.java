package io.pillion.javalin;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Where Javalin is hooked, 3 to 7: each handler that a request comes to leaves its path in the
 * request's context.
 */
public final class JavalinPlugin implements Plugin {
  private static final String SERVLET_CONTEXT = "io.javalin.http.servlet.JavalinServletContext";
  private static final String SERVLET = "io.javalin.http.servlet.JavalinServlet";
  private static final String CONTEXT = "Lio/javalin/http/servlet/JavalinServletContext;";
  private static final String ENDPOINT = "Lio/javalin/router/Endpoint;";
  private static final String HTTP = "Ljakarta/servlet/http/HttpServlet";
  private static final String STRING = "Ljava/lang/String;";

  private static final Value REQUEST = Value.field("req", HTTP + "Request;");
  private static final Value TYPE =
      Value.field("handlerType", "Lio/javalin/http/HandlerType;").as("Ljava/lang/Object;");

  @Override
  public String id() {
    return "javalin";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, "io/javalin/Javalin.class", "javalin");
  }

  @Override
  public List<Variant> variants() {
    String advice = "io.pillion.javalin.JavalinAdvice";
    String until4 = "io/javalin/http/util/ContextUtil.class";
    String from7 = "io/javalin/router/Endpoints.class";
    Hook served = served(SERVLET, "router", "Lio/javalin/router/InternalRouter;");
    Variant six = Variant.of(advice, updates("Lio/javalin/router/ParsedEndpoint;"), served);
    return Arrays.asList(
        Variant.of(
                advice,
                Hook.at(
                    Place.ENTRY,
                    "io.javalin.http.Context",
                    "setEndpointHandlerPath$javalin", // when it has the handler's type
                    "(" + STRING + ")V",
                    "matched",
                    TYPE,
                    Value.argument(0, STRING),
                    REQUEST),
                served(
                    "io.javalin.http.JavalinServlet", "matcher", "Lio/javalin/http/PathMatcher;"))
            .requiring(until4)
            .renamed("jakarta.servlet.", "javax.servlet."),
        Variant.of(
                advice,
                updates("Lio/javalin/routing/HandlerEntry;"),
                served(SERVLET, "matcher", "Lio/javalin/routing/PathMatcher;"))
            .requiring("io/javalin/routing/HandlerEntry.class"),
        six.requiring("io/javalin/router/ParsedEndpoint.class").without(from7),
        Variant.of(
                "io.pillion.javalin.Javalin7Advice",
                Hook.at(
                    Place.ENTRY,
                    SERVLET_CONTEXT,
                    "update",
                    "(" + ENDPOINT + ")" + CONTEXT,
                    "matched",
                    Value.argument(0, ENDPOINT),
                    REQUEST),
                served)
            .requiring(from7));
  }

  /**
   * A HEAD that has no handler is answered where one of GET's matches, and calls none.
   *
   * @param handlers the field that has them, of the type
   */
  private static Hook served(String servlet, String handlers, String type) {
    return Hook.at(
            Place.EXIT,
            servlet,
            "service",
            "(" + HTTP + "Request;" + HTTP + "Response;)V",
            "served",
            Value.argument(0, HTTP + "Request;"),
            Value.argument(1, HTTP + "Response;"),
            Value.field(handlers, type).as("Ljava/lang/Object;"))
        .optional();
  }

  private static Hook updates(String handler) {
    return Hook.at(
        Place.EXIT,
        SERVLET_CONTEXT,
        "update",
        "(" + handler + STRING + ")" + CONTEXT,
        "matched",
        TYPE,
        Value.field("matchedPath", STRING),
        REQUEST);
  }
}
