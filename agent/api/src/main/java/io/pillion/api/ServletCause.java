package io.pillion.api;

/**
 * What an app of servlets threw: frameworks wrap it in a {@code ServletException}, for the sake of
 * the servlet's signature.
 */
public final class ServletCause {
  private ServletCause() {}

  /** The exception itself where it is none of the Servlet API's, or has no cause. */
  public static Throwable of(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      boolean wraps =
          type.getName().equals("jakarta.servlet.ServletException")
              || type.getName().equals("javax.servlet.ServletException");
      if (wraps && thrown.getCause() != null) {
        return of(thrown.getCause());
      }
    }
    return thrown;
  }
}
