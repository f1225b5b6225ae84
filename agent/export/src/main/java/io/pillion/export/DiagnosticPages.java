package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;

/** Everything under {@code /-/}, where Prometheus too has its pages about itself. */
final class DiagnosticPages implements Handler {
  private static final String USAGE =
      "ask for a route as in /-/explain?method=GET&path=/items/7 (method is GET if it is left"
          + " out)\n";

  private final Diagnostics diagnostics;
  private final boolean showsInside;

  /**
   * @param showsInside false to show no more than whether the agent is healthy and ready
   */
  DiagnosticPages(Diagnostics diagnostics, boolean showsInside) {
    this.diagnostics = diagnostics;
    this.showsInside = showsInside;
  }

  @Override
  public Response handle(Request request) {
    switch (request.path()) {
      case "/-/healthy":
        return Response.text(200, "Exporter is healthy.\n");
      case "/-/ready":
        boolean isReady = diagnostics.isReady();
        return Response.text(isReady ? 200 : 503, isReady ? "Exporter is ready.\n" : "Starting.\n");
      default:
        return showsInside ? inside(request) : Pages.switchedOff("web.diagnostics");
    }
  }

  private Response inside(Request request) {
    switch (request.path()) {
      case "/-/config":
        return Response.text(200, diagnostics.config());
      case "/-/instrumentation":
        return Response.text(200, diagnostics.instrumentation());
      case "/-/explain":
        return explain(request);
      default:
        return Pages.notFound();
    }
  }

  private Response explain(Request request) {
    try {
      String path = request.parameter("path");
      String method = request.parameter("method");
      if (path == null) {
        throw new IllegalArgumentException("no path is given");
      }
      return Response.text(200, diagnostics.explain(method == null ? "GET" : method, path));
    } catch (IllegalArgumentException wrong) {
      return Response.text(400, wrong.getMessage() + "; " + USAGE);
    }
  }
}
