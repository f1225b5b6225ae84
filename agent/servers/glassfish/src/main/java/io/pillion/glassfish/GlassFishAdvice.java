package io.pillion.glassfish;

import io.pillion.api.OpenRequest;
import io.pillion.api.ServletCause;
import io.pillion.api.Watched;
import org.apache.catalina.connector.Request;
import org.glassfish.grizzly.http.HttpRequestPacket;

/** What GlassFish's Servlet container calls at the hooks of {@link GlassFishPlugin}. */
public final class GlassFishAdvice {
  public GlassFishAdvice(Watched glassFish) {}

  public static void mapped(org.apache.catalina.Request catalina) {
    OpenRequest<HttpRequestPacket> open = open(catalina);
    if (open != null) {
      Request request = (Request) catalina;
      String declared = request.getMappingData().descriptorPath;
      open.mapped(request.getContext().getPath(), declared == null ? "/" : declared);
    }
  }

  /** What a servlet or a filter threw, before an error page is made of it. */
  public static void servletThrew(org.apache.catalina.Request catalina, Throwable thrown)
      throws Throwable {
    OpenRequest<HttpRequestPacket> open = open(catalina);
    if (open != null) {
      open.failed(((Request) catalina).getCoyoteRequest().getRequest(), ServletCause.of(thrown));
    }
  }

  /** Null if the request is not counted. */
  @SuppressWarnings("unchecked") // Grizzly's plug-in has begun it
  private static OpenRequest<HttpRequestPacket> open(org.apache.catalina.Request catalina) {
    return catalina instanceof Request
        ? (OpenRequest<HttpRequestPacket>)
            ((Request) catalina).getCoyoteRequest().getAttribute(OpenRequest.ATTRIBUTE)
        : null;
  }
}
