package io.pillion.undertow;

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

/** Members of Undertow's that are not public, there from 1.4 to 2.4. */
final class Internals {
  private static final MethodHandle LISTENERS =
      getter(
          HttpServerExchange.class,
          "exchangeCompleteListeners",
          MethodType.methodType(ExchangeCompletionListener[].class, HttpServerExchange.class));
  private static final MethodHandle EXACT_PATHS =
      getter(
          PathMatcher.class,
          "exactPathMatches",
          MethodType.methodType(Map.class, PathMatcher.class));

  private static final MethodHandle LISTENERS_LEFT =
      getter(
          HttpServerExchange.class,
          "exchangeCompletionListenersCount",
          MethodType.methodType(int.class, HttpServerExchange.class));

  private static final MethodHandle IS_IN_CALL = isInCall();

  /** What was read of a request's body and given back, to be read once more. */
  static final AttachmentKey<PooledByteBuffer[]> BUFFERED_REQUEST = bufferedRequest();

  private Internals() {}

  /** Has the members found, if they are not yet. */
  static void link() {}

  private static MethodHandle getter(Class<?> owner, String name, MethodType type) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return MethodHandles.lookup().unreflectGetter(field).asType(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no " + owner.getName() + "." + name, e);
    }
  }

  private static MethodHandle isInCall() {
    try {
      Method method = HttpServerExchange.class.getDeclaredMethod("isInCall");
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no HttpServerExchange.isInCall", e);
    }
  }

  @SuppressWarnings("unchecked") // the field's type
  private static AttachmentKey<PooledByteBuffer[]> bufferedRequest() {
    try {
      return (AttachmentKey<PooledByteBuffer[]>)
          getter(
                  HttpServerExchange.class,
                  "BUFFERED_REQUEST_DATA",
                  MethodType.methodType(AttachmentKey.class))
              .invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The agent's listener of a request, or null if it has none. */
  static RequestListener request(HttpServerExchange exchange) throws Throwable {
    ExchangeCompletionListener[] listeners =
        (ExchangeCompletionListener[]) LISTENERS.invokeExact(exchange);
    if (listeners != null) {
      for (ExchangeCompletionListener listener : listeners) {
        if (listener instanceof RequestListener) {
          return (RequestListener) listener;
        }
      }
    }
    return null;
  }

  /** The completion listeners have been called, or are being called. */
  static boolean hasEnded(HttpServerExchange exchange) throws Throwable {
    return (int) LISTENERS_LEFT.invokeExact(exchange) == -1;
  }

  /** Whether a handler runs that may yet throw. */
  static boolean isInCall(HttpServerExchange exchange) throws Throwable {
    return (boolean) IS_IN_CALL.invokeExact(exchange);
  }

  /**
   * Takes what the agent has left in an exchange that is over. An idle thread may hold its last
   * exchange for as long as it is idle, which must not hold an agent that was detached.
   */
  static void forget(HttpServerExchange exchange) throws Throwable {
    exchange.removeAttachment(CountingSource.KEY);
    exchange.removeAttachment(CountingSink.KEY);
    ExchangeCompletionListener[] listeners =
        (ExchangeCompletionListener[]) LISTENERS.invokeExact(exchange);
    for (int i = 0; listeners != null && i < listeners.length; i++) {
      if (listeners[i] instanceof RequestListener) {
        listeners[i] = null;
      }
    }
  }

  /** Whether an app has registered an exact path, in Undertow's normal form. */
  static boolean isExactPath(PathMatcher<?> matcher, String path) throws Throwable {
    return ((Map<?, ?>) EXACT_PATHS.invokeExact(matcher)).containsKey(path);
  }
}
