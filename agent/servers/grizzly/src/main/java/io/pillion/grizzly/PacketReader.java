package io.pillion.grizzly;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import java.net.URI;
import java.net.URISyntaxException;
import org.glassfish.grizzly.http.HttpRequestPacket;

/** Reads a request of Grizzly's. */
final class PacketReader implements RequestReader<HttpRequestPacket> {
  @Override
  public HttpMethod method(HttpRequestPacket request) {
    return HttpMethod.of(request.getMethod().getMethodString());
  }

  @Override
  public String path(HttpRequestPacket request) {
    String sent = request.getRequestURI();
    if (sent.indexOf('%') < 0 && sent.indexOf(';') < 0) {
      return sent;
    }
    String path = sent.replaceAll(";[^/]*", "");
    try {
      return new URI("http://host" + path).getPath();
    } catch (URISyntaxException noEscape) {
      return path;
    }
  }

  @Override
  public String scheme(HttpRequestPacket request) {
    return request.isSecure() ? "https" : "http";
  }

  @Override
  public int status(HttpRequestPacket request) {
    return GrizzlyAdvice.open(request).status(request.getResponse().getStatus());
  }

  @Override
  public long requestBodyBytes(HttpRequestPacket request) {
    return GrizzlyAdvice.open(request).requestBytes();
  }

  @Override
  public long responseBodyBytes(HttpRequestPacket request) {
    return GrizzlyAdvice.open(request).responseBytes();
  }

  @Override
  public String traceparent(HttpRequestPacket request) {
    return request.getHeader("traceparent");
  }

  @Override
  public String requestHeader(HttpRequestPacket request, String name) {
    return request.getHeader(name);
  }

  @Override
  public String responseContentType(HttpRequestPacket request) {
    return request.getResponse().getContentType();
  }

  @Override
  public Throwable exception(HttpRequestPacket request) {
    return GrizzlyAdvice.open(request).thrown();
  }
}
