package io.pillion.javalin;

import io.javalin.router.Endpoint;
import io.pillion.api.Watched;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What Javalin 7 calls at the hooks of {@link JavalinPlugin}. */
public final class Javalin7Advice {
  public Javalin7Advice(Watched javalin) {}

  /** A handler is about to be called. */
  public static void matched(Endpoint endpoint, HttpServletRequest request) {
    JavalinAdvice.matched(endpoint.method, endpoint.path, request);
  }

  /** As of the others. */
  public static void served(
      HttpServletRequest request, HttpServletResponse response, Object handlers)
      throws ReflectiveOperationException {
    JavalinAdvice.served(request, response, handlers);
  }
}
