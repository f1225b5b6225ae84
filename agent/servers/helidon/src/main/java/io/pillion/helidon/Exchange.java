package io.pillion.helidon;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.Headers;
import io.helidon.http.HttpException;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.pillion.api.Route;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.function.UnaryOperator;

/**
 * A request and its response: the first of those that listen for the response to be sent, and what
 * the request's body is read through. One thread answers a request, and may let others help.
 */
final class Exchange implements Runnable, UnaryOperator<InputStream> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int INTERNAL_SERVER_ERROR = 500;

  final HttpPrologue prologue;
  final Headers headers;
  final boolean isSecure;

  /** Null for an upgrade. */
  final RoutingResponse response;

  HelidonRequest open;
  Route<Exchange> route;
  Routing routing;
  Throwable failure;
  long requestBytes;
  long responseBytes;
  private int status;
  private boolean isBegun;
  private boolean isAbandoned;

  Exchange(HttpPrologue prologue, Headers headers, boolean isSecure, RoutingResponse response) {
    this.prologue = prologue;
    this.headers = headers;
    this.isSecure = isSecure;
    this.response = response;
  }

  /** Its last byte was handed over. */
  @Override
  public void run() {
    end(response.status().code());
  }

  @Override
  public InputStream apply(InputStream body) {
    return new CountedInput(body, this);
  }

  void upgraded() {
    end(SWITCHING_PROTOCOLS);
  }

  /** A part of a stream was handed over; what is buffered may be all of it. */
  void wrote(int bytes) {
    responseBytes += bytes;
    if (!isBegun && response.bytesWritten() > 0) {
      begun();
    }
  }

  /** The status was sent. */
  void begun() {
    isBegun = true;
    status = response.status().code();
  }

  /** The client takes no more. */
  void abandoned() {
    isAbandoned = true;
  }

  /**
   * An exception has left the app's handlers. Where the client has gone that is why, and a status
   * of the app's choice is no failure.
   */
  void threw(Throwable thrown) {
    boolean isOfClient =
        isAbandoned
            || response.isSent()
            || (isBegun && thrown.getCause() instanceof SocketException);
    if (!isOfClient && !isRefusal(thrown)) {
      failure = thrown;
    }
  }

  /** Helidon or the app has chosen a status by it. */
  private static boolean isRefusal(Throwable thrown) {
    return thrown instanceof HttpException || thrown instanceof RequestException;
  }

  /** The request's body could not be read: it is malformed, or does not come any more. */
  void readFailed(RuntimeException why) {
    isAbandoned =
        isAbandoned
            || why instanceof InsufficientDataAvailableException
            || why instanceof UncheckedIOException
            || why instanceof CloseConnectionException;
  }

  /**
   * The request goes, and was not answered to the end.
   *
   * @param thrown what the connection answers or is closed by, or null
   */
  void leaves(Throwable thrown) {
    if (isAbandoned
        || response.isSent() // said before it is written
        || thrown == null
        || thrown instanceof CloseConnectionException) {
      end(CLIENT_CLOSED_REQUEST);
    } else if (thrown instanceof RequestException) {
      end(((RequestException) thrown).status().code());
    } else if (thrown instanceof HttpException) {
      end(((HttpException) thrown).status().code());
    } else {
      end(INTERNAL_SERVER_ERROR);
    }
  }

  private void end(int withStatus) {
    if (!open.isOver()) {
      if (!isBegun) {
        status = isAbandoned ? CLIENT_CLOSED_REQUEST : withStatus;
      }
      open.end(this);
    }
  }

  int status() {
    return status;
  }
}
