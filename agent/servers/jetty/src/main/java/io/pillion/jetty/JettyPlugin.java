package io.pillion.jetty;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Where Jetty is hooked, 9.4 to 12.1, embedded or not. Jetty 12 was written anew under the old
 * names, and has an advice of its own.
 *
 * <ul>
 *   <li>Every request of HTTP/1.1, HTTP/2 and HTTP/3 passes {@code Server.handle}, when its headers
 *       have been read and are well-formed.
 *   <li>The end is seen by what Jetty lets an app put between itself and the network: a wrapper of
 *       the request's stream, before 12 an interceptor of its output.
 * </ul>
 */
public final class JettyPlugin implements Plugin {
  private static final String SERVER = "org.eclipse.jetty.server.";
  private static final String REQUEST = "Lorg/eclipse/jetty/server/Request;";
  private static final String RESPONSE = "Lorg/eclipse/jetty/server/Response;";
  private static final String CHANNEL = "Lorg/eclipse/jetty/server/HttpChannel;";
  private static final String HEAD = "Lorg/eclipse/jetty/http/MetaData$Response;";
  private static final String CONTEXT = "Lorg/eclipse/jetty/server/handler/ContextHandler;";
  private static final String SCOPE = "Lorg/eclipse/jetty/server/UserIdentity$Scope;";
  private static final String MATCHED = "Lorg/eclipse/jetty/http/pathmap/MatchedResource;";
  private static final String CALLBACK = "Lorg/eclipse/jetty/util/Callback;";
  private static final String HANDLE = "(" + REQUEST + RESPONSE + CALLBACK + ")Z";
  private static final String STRING = "Ljava/lang/String;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";
  private static final String OBJECT = "Ljava/lang/Object;";

  /** A class that Jetty has from 12 on. */
  private static final String STREAM = "org/eclipse/jetty/server/HttpStream.class";

  @Override
  public String id() {
    return "jetty";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    try (InputStream in =
        loader.getResourceAsStream(
            "META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version");
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public List<Variant> variants() {
    return Arrays.asList(
        Variant.of(
                "io.pillion.jetty.JettyAdvice",
                Hook.at(
                    Place.ENTRY,
                    SERVER + "Server",
                    "handle",
                    HANDLE,
                    "requestBegins",
                    Value.argument(0, REQUEST),
                    Value.argument(1, RESPONSE)),
                Hook.at(
                    Place.ENTRY,
                    SERVER + "Response",
                    "writeError",
                    "(" + REQUEST + RESPONSE + CALLBACK + "I" + STRING + THROWABLE + ")V",
                    "handlerThrew",
                    Value.argument(0, REQUEST),
                    Value.argument(1, RESPONSE),
                    Value.argument(5, THROWABLE)),
                Hook.beforeCall(
                    SERVER + "handler.ContextHandler",
                    "handle",
                    HANDLE,
                    "isAvailable", // asked when the path is the context's
                    CONTEXT,
                    "contextMatched",
                    Value.argument(0, REQUEST)),
                Hook.beforeCall(
                    SERVER + "handler.PathMappingsHandler",
                    "handle",
                    HANDLE,
                    "getResource",
                    MATCHED,
                    "pathMatched",
                    Value.argument(0, REQUEST)),
                attribute("org.eclipse.jetty.util.Attributes$Lazy", OBJECT),
                attribute(SERVER + "internal.HttpChannelState$ChannelRequest", OBJECT)
                    .optional()) // has its own before 12.0.4
            .startingWith(SERVER + "AbstractConnector")
            .requiring(STREAM),
        Variant.of(
                "io.pillion.jetty9.JettyAdvice",
                Hook.at(
                    Place.ENTRY,
                    SERVER + "Server",
                    "handle",
                    "(" + CHANNEL + ")V",
                    "requestBegins",
                    Value.argument(0, CHANNEL)),
                Hook.at(
                    Place.ENTRY,
                    SERVER + "HttpChannel",
                    "onCompleted",
                    "()V",
                    "requestEnds",
                    Value.self(CHANNEL)),
                Hook.at(
                    Place.ARGUMENT,
                    SERVER + "HttpChannel",
                    "sendResponse",
                    "(" + HEAD + "Ljava/nio/ByteBuffer;Z" + CALLBACK + ")Z",
                    "responds",
                    Value.argument(3, CALLBACK),
                    Value.argument(0, HEAD),
                    Value.self(CHANNEL)),
                checksContext("javax"),
                checksContext("jakarta"), // from 11 on
                Hook.at(
                    Place.ENTRY,
                    SERVER + "Request",
                    "setUserIdentityScope", // to the servlet that is dispatched to
                    "(" + SCOPE + ")V",
                    "servletMatched",
                    Value.self(REQUEST),
                    Value.argument(0, SCOPE)),
                attribute(SERVER + "Request", REQUEST))
            .startingWith(SERVER + "AbstractConnector")
            .requiring("org/eclipse/jetty/util/thread/Invocable.class") // not in 9.3
            .without(STREAM));
  }

  private static Hook attribute(String className, String type) {
    return Hook.at(
        Place.ANSWER,
        className,
        "getAttribute",
        "(" + STRING + ")" + OBJECT,
        "openRequest",
        Value.argument(0, STRING),
        Value.self(type));
  }

  private static Hook checksContext(String servlet) {
    return Hook.at(
            Place.EXIT,
            SERVER + "handler.ContextHandler",
            "checkContext",
            "(" + STRING + REQUEST + "L" + servlet + "/servlet/http/HttpServletResponse;)Z",
            "contextChecked",
            Value.of(Value.Source.RESULT, "Z"),
            Value.self(CONTEXT),
            Value.argument(0, STRING),
            Value.argument(1, REQUEST))
        .optional();
  }
}
