package io.pillion.tomcat;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import io.pillion.api.ServletMapping;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;

/** One request: its route is read from Tomcat's own mapping in the end. */
final class TomcatRequest extends OpenRequest<org.apache.coyote.Request> {
  private static final Mappings MAPPINGS = new Mappings();

  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final short CLIENT_CLOSED_REQUEST = 499;

  /** In the place of the framing: the object is to have 32 bytes. */
  private static final int GIVEN_UP = -1;

  private static final int LAST_CHUNK = 5;

  private short status;
  private boolean flushed;
  private int framing;

  TomcatRequest(Route<org.apache.coyote.Request> route, long startNanos) {
    super(route, startNanos);
  }

  /** Its response begins with a status; a client that is gone already does not see it. */
  void responded(int withStatus) {
    if (framing >= 0) {
      status = (short) withStatus;
    }
  }

  /** Some of its response was surely sent. */
  void flushed() {
    flushed = true;
  }

  /** The client has gone; if no response was begun, none is. */
  void giveUp() {
    if (!flushed) {
      status = CLIENT_CLOSED_REQUEST;
      framing = GIVEN_UP;
    }
  }

  /**
   * A piece of a chunked body is sent (RFC 9112 section 7.1): its size in hex, and two line ends.
   */
  void framed(int bytes) {
    if (framing >= 0) {
      framing += (35 - Integer.numberOfLeadingZeros(bytes)) / 4 + 4;
    }
  }

  /** What was sent, or 499 if nothing could be; 0 if a response is yet to begin. */
  int status() {
    return status;
  }

  /** Bytes that a chunked body has besides its content. */
  int framing() {
    return framing > 0 ? framing + LAST_CHUNK : 0;
  }

  /** Null before Catalina has had the request. */
  static Request catalina(org.apache.coyote.Request coyote) {
    return (Request) coyote.getNote(CoyoteAdapter.ADAPTER_NOTES);
  }

  @Override
  public Route<org.apache.coyote.Request> last(org.apache.coyote.Request coyote) {
    Request request = catalina(coyote);
    Context context = request.getContext();
    if (route().isNamed() || context == null) { // no app was deployed for such a path
      return route();
    }
    String path = context.getPath();
    Route<org.apache.coyote.Request> app = path.isEmpty() ? route() : route().prefix(path);
    Wrapper servlet = request.getWrapper();
    return servlet == null ? app : app.mapping(mapping(servlet, request));
  }

  @Override
  protected void forget(org.apache.coyote.Request coyote) {
    TomcatAdvice.forget(coyote);
  }

  private static String mapping(Wrapper servlet, Request request) {
    List<String> declared = MAPPINGS.of(servlet);
    return ServletMapping.isPlain(declared)
        ? ServletMapping.of(declared)
        : ServletMapping.of(declared, request.getServletPath(), request.getPathInfo());
  }
}
