package io.pillion.undertow;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.PathMatcher;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Members of Undertow's that are not public, there from 1.4 to 2.4. Without the listeners of an
 * exchange no request is counted. Each other one is for a detail, and where a later Undertow has it
 * not, that detail alone is lost. Looking for them initialises no class of Undertow's: that would
 * set up the app's logging.
 */
final class Internals {
  private static final MethodHandle LISTENERS =
      getter(
          HttpServerExchange.class,
          "exchangeCompleteListeners",
          ExchangeCompletionListener[].class);
  private static final MethodHandle LISTENERS_LEFT =
      getter(HttpServerExchange.class, "exchangeCompletionListenersCount", int.class);
  private static final MethodHandle IS_IN_CALL = isInCall();
  private static final MethodHandle EXACT_PATHS =
      getter(PathMatcher.class, "exactPathMatches", Map.class);
  private static final MethodHandle BUFFERED_REQUEST =
      getter(HttpServerExchange.class, "BUFFERED_REQUEST_DATA", AttachmentKey.class);

  private Internals() {}

  /**
   * A getter {@code (Object) -> type}, of a static field {@code () -> type}; null if there is no
   * such field of this type.
   */
  private static MethodHandle getter(Class<?> owner, String name, Class<?> type) {
    try {
      Field field = owner.getDeclaredField(name);
      if (!type.isAssignableFrom(field.getType())) {
        return null;
      }
      field.setAccessible(true);
      MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
      return getter.asType(
          getter.type().parameterCount() == 0
              ? MethodType.methodType(type)
              : MethodType.methodType(type, Object.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static MethodHandle isInCall() {
    try {
      Method method = HttpServerExchange.class.getDeclaredMethod("isInCall");
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asType(MethodType.methodType(boolean.class, HttpServerExchange.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Has the members found, if they are not yet, and tells of each that is not there.
   *
   * @throws IllegalStateException if there is not what no request can be counted without
   */
  static void link(Watched server) {
    if (LISTENERS == null) {
      throw new IllegalStateException("there is no HttpServerExchange.exchangeCompleteListeners");
    }
    if (LISTENERS_LEFT == null) {
      server.lacks(
          "exchangeCompletionListenersCount",
          "a request that is dispatched after its client had gone may count as a fault");
    }
    if (IS_IN_CALL == null) {
      server.lacks(
          "isInCall", "after a detach the agent may stay in memory until idle threads work again");
    }
    if (EXACT_PATHS == null) {
      server.lacks(
          "exactPathMatches",
          "a request for a prefix itself counts under that path, as if it were an exact one");
    }
    if (BUFFERED_REQUEST == null) {
      server.lacks(
          "BUFFERED_REQUEST_DATA",
          "bytes of a body that came with an upgrade to HTTP/2 are not counted");
    }
  }

  private static ExchangeCompletionListener[] listeners(HttpServerExchange exchange)
      throws Throwable {
    return (ExchangeCompletionListener[]) LISTENERS.invokeExact((Object) exchange);
  }

  /** The agent's listener of a request, or null if it has none. */
  static RequestListener request(HttpServerExchange exchange) throws Throwable {
    ExchangeCompletionListener[] listeners = listeners(exchange);
    if (listeners != null) {
      for (ExchangeCompletionListener listener : listeners) {
        if (listener instanceof RequestListener) {
          return (RequestListener) listener;
        }
      }
    }
    return null;
  }

  /** The same, as it is known to the plug-in of the Servlet container, which has other loaders. */
  static OpenRequest<?> open(HttpServerExchange exchange) throws Throwable {
    ExchangeCompletionListener[] listeners = listeners(exchange);
    if (listeners != null) {
      for (ExchangeCompletionListener listener : listeners) {
        if (listener instanceof OpenRequest) {
          return (OpenRequest<?>) listener;
        }
      }
    }
    return null;
  }

  /**
   * The completion listeners have been called, or are being called. Not known, an exchange whose
   * connection broke off before its end is taken for one that goes on.
   */
  static boolean hasEnded(HttpServerExchange exchange) throws Throwable {
    return LISTENERS_LEFT == null
        ? exchange.isComplete()
        : (int) LISTENERS_LEFT.invokeExact((Object) exchange) == -1;
  }

  /**
   * Whether a handler runs that may yet throw. Not known, it may: the agent stays in an exchange
   * that ended on another thread.
   */
  static boolean isInCall(HttpServerExchange exchange) throws Throwable {
    return IS_IN_CALL == null || (boolean) IS_IN_CALL.invokeExact(exchange);
  }

  /**
   * Takes what the agent has left in an exchange that is over. An idle thread may hold its last
   * exchange for as long as it is idle, which must not hold an agent that was detached.
   */
  static void forget(HttpServerExchange exchange) throws Throwable {
    exchange.removeAttachment(CountingSource.KEY);
    exchange.removeAttachment(CountingSink.KEY);
    ExchangeCompletionListener[] listeners = listeners(exchange);
    for (int i = 0; listeners != null && i < listeners.length; i++) {
      if (listeners[i] instanceof RequestListener) {
        listeners[i] = null;
      }
    }
  }

  /**
   * Whether an app has registered an exact path, in Undertow's normal form. Not known, it has: a
   * request for a prefix itself then counts under that path.
   */
  static boolean isExactPath(PathMatcher<?> matcher, String path) throws Throwable {
    return EXACT_PATHS == null
        || ((Map<?, ?>) EXACT_PATHS.invokeExact((Object) matcher)).containsKey(path);
  }

  /**
   * What was read of a request's body and given back, to be read once more. Not known, there is
   * nothing: bytes of a body that came with an upgrade to HTTP/2 are not counted.
   */
  @SuppressWarnings("unchecked") // the field's type
  static PooledByteBuffer[] bufferedRequest(HttpServerExchange exchange) throws Throwable {
    return BUFFERED_REQUEST == null
        ? null
        : exchange.getAttachment(
            (AttachmentKey<PooledByteBuffer[]>) BUFFERED_REQUEST.invokeExact());
  }
}
