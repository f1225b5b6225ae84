package io.pillion.undertow;

import io.pillion.api.Watched;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Whether the headers of a response that is over were sent. To Undertow a response has started when
 * a handler has asked for its channel; what became of the first write only the channel itself
 * knows, in fields that are private from 1.4 to 2.4. Should a later version have others, and over
 * AJP, a guess must do.
 */
final class SentHeaders {
  /**
   * The bits of the conduit's state that say how far the headers were written; 0 is all the way.
   */
  private static final int UNSENT = 0xF;

  private static final MethodHandle CONDUIT =
      field(HttpServerConnection.class, "responseConduit", Object.class);
  private static final MethodHandle CONDUIT_STATE =
      field("io.undertow.server.protocol.http.HttpResponseConduit", "state", int.class);
  private static final MethodHandle STREAM =
      field(Http2ServerConnection.class, "responseChannel", Object.class);
  private static final MethodHandle STREAM_IS_UNSENT =
      field(Http2DataStreamSinkChannel.class, "first", boolean.class);

  private SentHeaders() {}

  /** Has the members found, if they are not yet, and tells of each that is not there. */
  static void link(Watched server) {
    tellIfAbsent(CONDUIT, "responseConduit", "HTTP/1.1", server);
    tellIfAbsent(CONDUIT_STATE, "state", "HTTP/1.1", server);
    tellIfAbsent(STREAM, "responseChannel", "HTTP/2", server);
    tellIfAbsent(STREAM_IS_UNSENT, "first", "HTTP/2", server);
  }

  private static void tellIfAbsent(
      MethodHandle getter, String member, String protocol, Watched server) {
    if (getter == null) {
      server.lacks(
          member,
          "over "
              + protocol
              + " it is a guess whether a client had gone before its response was sent, so status"
              + " 499 may be wrong or missing");
    }
  }

  private static MethodHandle field(String owner, String name, Class<?> type) {
    try {
      return field(Class.forName(owner, false, SentHeaders.class.getClassLoader()), name, type);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** A getter {@code (Object) -> type}, or null if there is no such field. */
  private static MethodHandle field(Class<?> owner, String name, Class<?> type) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectGetter(field)
          .asType(MethodType.methodType(type, Object.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  static boolean of(HttpServerExchange exchange) {
    ServerConnection connection = exchange.getConnection();
    try {
      if (connection instanceof HttpServerConnection && CONDUIT != null && CONDUIT_STATE != null) {
        Object conduit = (Object) CONDUIT.invokeExact((Object) connection);
        return ((int) CONDUIT_STATE.invokeExact(conduit) & UNSENT) == 0;
      }
      if (connection instanceof Http2ServerConnection
          && STREAM != null
          && STREAM_IS_UNSENT != null) {
        Object stream = (Object) STREAM.invokeExact((Object) connection);
        return !(boolean) STREAM_IS_UNSENT.invokeExact(stream);
      }
    } catch (Throwable otherwiseThanKnown) {
      // the guess then
    }
    return exchange.getResponseBytesSent() > 0
        || (exchange.isResponseComplete() && connection.isOpen());
  }
}
