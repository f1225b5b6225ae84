package io.pillion.tomcat;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Tomcat is hooked, 7 to 11, embedded or not.
 *
 * <ul>
 *   <li>Every request of HTTP/1.1, HTTP/2 and AJP passes {@code CoyoteAdapter.service} once, when
 *       its headers have been read, also one that no app was deployed for.
 *   <li>Catalina recycles its request object when the response is over: after {@code service}, or
 *       after the last dispatch of an asynchronous request.
 *   <li>The status that a client gets is the one of the moment when the response is committed: what
 *       fails later changes the field. Whether the client got it, only Coyote's processor knows.
 * </ul>
 */
public final class TomcatPlugin implements Plugin {
  private static final String COYOTE = "Lorg/apache/coyote/Request;";
  private static final String REQUEST = "Lorg/apache/catalina/connector/Request;";
  private static final String RESPONSE = "Lorg/apache/coyote/Response;";
  private static final String ACTION = "Lorg/apache/coyote/ActionCode;";
  private static final String STATE = "Lorg/apache/coyote/ErrorState;";
  private static final String CHUNKED = "org.apache.coyote.http11.filters.ChunkedOutputFilter";

  /** Such as {@code Apache Tomcat/10.1.34}: what Tomcat's own banner says. */
  private static final Pattern VERSION = Pattern.compile("/(\\S+)");

  @Override
  public String id() {
    return "tomcat";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    try (InputStream in =
        loader.getResourceAsStream("org/apache/catalina/util/ServerInfo.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      Matcher version = VERSION.matcher(properties.getProperty("server.info", ""));
      return version.find() ? version.group(1) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
                "io.pillion.tomcat.TomcatAdvice",
                Hook.at(
                    Place.ENTRY,
                    "org.apache.catalina.connector.CoyoteAdapter",
                    "service",
                    "(" + COYOTE + RESPONSE + ")V",
                    "requestBegins",
                    Value.argument(0, COYOTE)),
                Hook.at(
                    Place.ENTRY,
                    "org.apache.catalina.connector.Request",
                    "recycle",
                    "()V",
                    "requestEnds",
                    Value.self(REQUEST)),
                Hook.at(
                    Place.ANSWER,
                    "org.apache.catalina.connector.Request",
                    "getAttribute",
                    "(Ljava/lang/String;)Ljava/lang/Object;",
                    "openRequest",
                    Value.self(REQUEST),
                    Value.argument(0, "Ljava/lang/String;")),
                Hook.at(
                    Place.ENTRY,
                    "org.apache.coyote.Response",
                    "setCommitted",
                    "(Z)V",
                    "responseBegins",
                    Value.self(RESPONSE),
                    Value.argument(0, "Z")),
                Hook.at(
                    Place.EXIT,
                    "org.apache.coyote.Response",
                    "action",
                    "(Lorg/apache/coyote/ActionCode;Ljava/lang/Object;)V",
                    "acted",
                    Value.self(RESPONSE),
                    Value.argument(0, ACTION)),
                Hook.at(
                        Place.ENTRY, // not in early releases of 7 and 8
                        "org.apache.coyote.AbstractProcessor",
                        "setErrorState",
                        "(" + STATE + "Ljava/lang/Throwable;)V",
                        "connectionFails",
                        Value.field("response", RESPONSE),
                        Value.argument(0, STATE))
                    .optional(),
                bodyFails("(Lorg/apache/tomcat/util/net/ApplicationBufferHandler;)I"), // from 8.5
                bodyFails("(Lorg/apache/tomcat/util/buf/ByteChunk;)I"), // until 8.5
                Hook.at(
                        Place.ENTRY, // from 9.0
                        CHUNKED,
                        "doWrite",
                        "(Ljava/nio/ByteBuffer;)I",
                        "chunk",
                        Value.field("response", RESPONSE),
                        Value.argument(0, "Ljava/nio/ByteBuffer;"))
                    .optional())
            .startingWith("org.apache.coyote.AbstractProtocol")
            // GlassFish has a CoyoteAdapter of its own, which stands on Grizzly
            .requiring("org/apache/coyote/Request.class"));
  }

  private static Hook bodyFails(String descriptor) {
    return Hook.at(
            Place.THROW,
            "org.apache.coyote.Request",
            "doRead",
            descriptor,
            "bodyFails",
            Value.of(Value.Source.THROWN, "Ljava/lang/Throwable;"),
            Value.self(COYOTE))
        .optional();
  }
}
