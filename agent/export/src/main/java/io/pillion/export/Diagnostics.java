package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;

/** Everything under {@code /-/}, where Prometheus has what is about itself too. */
final class Diagnostics implements Handler {
  private static final String USAGE =
      "ask for a route as in /-/explain?method=GET&path=/items/7 (method is GET if it is left"
          + " out)\n";

  private final Answers answers;
  private final boolean showsInside;

  /**
   * @param showsInside false: whether the agent is healthy and ready, and no more
   */
  Diagnostics(Answers answers, boolean showsInside) {
    this.answers = answers;
    this.showsInside = showsInside;
  }

  @Override
  public Response handle(Request request) {
    switch (request.path()) {
      case "/-/healthy":
        return Response.text(200, "Exporter is healthy.\n");
      case "/-/ready":
        boolean isReady = answers.isReady();
        return Response.text(isReady ? 200 : 503, isReady ? "Exporter is ready.\n" : "Starting.\n");
      default:
        return showsInside ? inside(request) : Pages.switchedOff("web.diagnostics");
    }
  }

  private Response inside(Request request) {
    switch (request.path()) {
      case "/-/config":
        return Response.text(200, answers.config());
      case "/-/instrumentation":
        return Response.text(200, answers.instrumentation());
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
      return Response.text(200, answers.explain(method == null ? "GET" : method, path));
    } catch (IllegalArgumentException wrong) {
      return Response.text(400, wrong.getMessage() + "; " + USAGE);
    }
  }
}
