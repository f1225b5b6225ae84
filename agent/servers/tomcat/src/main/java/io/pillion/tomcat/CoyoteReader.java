package io.pillion.tomcat;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import io.pillion.api.ServletCause;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;

/** Reads a request of Tomcat's: when it begins, and before Catalina recycles it. */
final class CoyoteReader implements RequestReader<Request> {
  private static final String TRACEPARENT = "traceparent";
  private static final String EVENTS = "text/event-stream";

  /** As Tomcat's own request has it: a class loader may have both. */
  private static final String EXCEPTION =
      org.apache.catalina.connector.Request.class.getInterfaces()[0].getName().startsWith("jakarta")
          ? "jakarta.servlet.error.exception"
          : "javax.servlet.error.exception";

  @Override
  public HttpMethod method(Request request) {
    return HttpMethod.of(request.method().toString());
  }

  /** As Tomcat decodes it, which it does only after the begin of a request. */
  @Override
  public String path(Request request) {
    if (!request.decodedURI().isNull()) {
      return request.decodedURI().toString();
    }
    String sent = text(request.requestURI());
    if (sent == null || (sent.indexOf('%') < 0 && sent.indexOf(';') < 0)) {
      return sent;
    }
    String path = sent.replaceAll(";[^/]*", "");
    try {
      return new URI("http://host" + path).getPath();
    } catch (URISyntaxException tomcatWillRefuseIt) {
      return path;
    }
  }

  /** Tomcat 10.1.0 would not decode a path any more that it has made a text of. */
  private static String text(MessageBytes sent) {
    return sent.getType() == MessageBytes.T_BYTES
        ? sent.getByteChunk().toString()
        : sent.toString();
  }

  @Override
  public String scheme(Request request) {
    return request.scheme().isNull() ? "http" : request.scheme().toString();
  }

  /** A redirect to the root of an app is sent only after Catalina has recycled its request. */
  @Override
  public int status(Request request) {
    int status = TomcatAdvice.open(request).status();
    return status == 0 ? request.getResponse().getStatus() : status;
  }

  @Override
  public long requestBodyBytes(Request request) {
    return request.getRequestProcessor().getRequestBytesReceived();
  }

  /**
   * What the app wrote, or what was made of it where its content was encoded. (Tomcat before 9 does
   * not tell how much of that are the frames of chunks, and 9.0.1 not what was written to be
   * encoded.) A file that the connector itself has sent is in neither.
   */
  @Override
  public long responseBodyBytes(Request request) {
    Response response = request.getResponse();
    if (request.method().equals("HEAD")) {
      return 0;
    }
    long written = response.getContentWritten();
    long sent = response.getBytesWritten(false);
    boolean isEncoded = response.getMimeHeaders().getValue("Content-Encoding") != null;
    if (isEncoded && (written > 0 || sent > 0)) {
      return sent - TomcatAdvice.open(request).framing();
    }
    boolean isFile = written == 0 && response.getStatus() == 200;
    return isFile ? Math.max(0, response.getContentLengthLong()) : written;
  }

  @Override
  public String traceparent(Request request) {
    return request.getHeader(TRACEPARENT);
  }

  @Override
  public String requestHeader(Request request, String name) {
    return request.getHeader(name);
  }

  /**
   * Told only where events are streamed: Tomcat has the bytes that it sent, and no text any more.
   */
  @Override
  public String responseContentType(Request request) {
    MessageBytes type = request.getResponse().getMimeHeaders().getValue("Content-Type");
    return type != null && type.startsWithIgnoreCase(EVENTS, 0) ? EVENTS : null;
  }

  @Override
  public Throwable exception(Request request) {
    Object thrown = TomcatRequest.catalina(request).getAttribute(EXCEPTION);
    return thrown instanceof Throwable ? ServletCause.of((Throwable) thrown) : null;
  }
}
