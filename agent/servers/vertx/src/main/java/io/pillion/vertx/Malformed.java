package io.pillion.vertx;

import io.netty.handler.codec.DecoderResult;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.observability.HttpRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Tells what is no request: a head that is malformed, or of which a client has sent a half. Netty
 * makes up another in its place, and since 4.1 Vert.x has metrics told of it.
 */
final class Malformed {
  /** {@code HttpServerRequest -> DecoderResult}; null before 4.1. */
  private static final MethodHandle DECODER_RESULT = link();

  private Malformed() {}

  private static MethodHandle link() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              HttpServerRequest.class, "decoderResult", MethodType.methodType(DecoderResult.class));
    } catch (ReflectiveOperationException before41) {
      return null;
    }
  }

  static boolean is(HttpRequest request) throws Throwable {
    return DECODER_RESULT != null
        && request instanceof HttpServerRequest
        && ((DecoderResult) DECODER_RESULT.invokeExact((HttpServerRequest) request)).isFailure();
  }
}
