package io.pillion.export;

import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;

/** What is where on the agent's port. All of it is only read. */
final class Pages implements Handler {
  private final Handler metrics;
  private final Handler diagnosticPages;
  private final Handler livePage = new LivePage();
  private final boolean hasLivePage;

  Pages(Settings settings, Handler metrics, Diagnostics diagnostics) {
    this.metrics = metrics;
    this.diagnosticPages = new DiagnosticPages(diagnostics, settings.get(Setting.WEB_DIAGNOSTICS));
    this.hasLivePage = settings.get(Setting.WEB_PAGE);
  }

  @Override
  public Response handle(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.text(405, "Method not allowed\n").with("Allow", "GET, HEAD");
    }
    String path = request.path();
    if (path.equals("/metrics")) {
      return metrics.handle(request);
    }
    if (path.startsWith("/-/")) {
      return diagnosticPages.handle(request);
    }
    if (LivePage.has(path)) {
      return hasLivePage ? livePage.handle(request) : switchedOff("web.page");
    }
    return notFound();
  }

  static Response notFound() {
    return Response.text(404, "Not found\n");
  }

  static Response switchedOff(String setting) {
    return Response.text(404, "Not found: " + setting + " is false\n");
  }
}
