package io.pillion.tomcat;

import io.pillion.api.OpenRequest;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Response;

/**
 * What Tomcat calls at the hooks of {@link TomcatPlugin}. This class is there once for each class
 * loader that has Tomcat, and so is what it holds.
 *
 * <p>The request is kept among the notes of Coyote's request object, which serves one request at a
 * time; Catalina itself has note 1 of 32.
 */
public final class TomcatAdvice {
  private static final int NOTE = 31;

  /** Bytes of a body: more than its buffers keep from the network. */
  private static final long SURELY_SENT = 64 << 10;

  private static Requests<org.apache.coyote.Request> requests;

  public TomcatAdvice(Watched tomcat) {
    keep(tomcat);
  }

  private static void keep(Watched tomcat) {
    requests = tomcat.requests(new CoyoteReader());
  }

  public static void requestBegins(org.apache.coyote.Request coyote) {
    long startNanos = System.nanoTime();
    Route<org.apache.coyote.Request> route = requests.unrouted(coyote);
    if (route != null) {
      TomcatRequest request = new TomcatRequest(route, startNanos);
      coyote.setNote(NOTE, request);
      request.begin();
    }
  }

  /** Catalina recycles its request more often than it has had one. */
  public static void requestEnds(Request catalina) {
    TomcatRequest request = open(catalina.getCoyoteRequest());
    if (request != null) {
      request.end(catalina.getCoyoteRequest());
    }
  }

  /** Null also where an agent has left its own that was detached. */
  static TomcatRequest open(org.apache.coyote.Request coyote) {
    Object note = coyote == null ? null : coyote.getNote(NOTE);
    return note instanceof TomcatRequest ? (TomcatRequest) note : null;
  }

  static void forget(org.apache.coyote.Request coyote) {
    coyote.setNote(NOTE, null);
  }

  /** Answers the one attribute that only a framework's plug-in knows. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object openRequest(Request catalina, String attribute) {
    return attribute == OpenRequest.ATTRIBUTE ? open(catalina.getCoyoteRequest()) : null;
  }

  /** The response's headers are about to be sent. */
  public static void responseBegins(Response response, boolean isCommitted) {
    TomcatRequest request = open(response.getRequest());
    if (request != null && isCommitted) {
      request.responded(response.getStatus());
    }
  }

  /** A response was flushed, or was sent whole: a client that leaves then has had it. */
  public static void acted(Response response, ActionCode code) {
    boolean isSent = code == ActionCode.CLIENT_FLUSH || code == ActionCode.CLOSE;
    if (isSent && !response.isExceptionPresent()) {
      TomcatRequest request = open(response.getRequest());
      if (request != null) {
        request.flushed();
      }
    }
  }

  /** Nothing can be sent any more, most often because the client has gone. */
  public static void connectionFails(Response response, ErrorState state) {
    TomcatRequest request = state.isIoAllowed() ? null : open(response.getRequest());
    if (request != null && response.getBytesWritten(false) < SURELY_SENT) {
      request.giveUp();
    }
  }

  /** The body of a request cannot be read any further, most often because the client has gone. */
  public static void bodyFails(Throwable why, org.apache.coyote.Request coyote) {
    boolean clientIsGone =
        why instanceof IOException
            && !(why instanceof SocketTimeoutException)
            && !(why instanceof CharConversionException)
            && !why.getClass().getSimpleName().equals("BadRequestException"); // of 9 and later
    TomcatRequest request = clientIsGone ? open(coyote) : null;
    if (request != null) {
      request.giveUp();
    }
  }

  /** A piece of a chunked body is sent. */
  public static void chunk(Response response, ByteBuffer piece) {
    TomcatRequest request = response == null ? null : open(response.getRequest());
    if (request != null) {
      request.framed(piece.remaining());
    }
  }
}
