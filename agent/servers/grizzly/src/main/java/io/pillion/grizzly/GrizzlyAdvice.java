package io.pillion.grizzly;

import io.pillion.api.OpenRequest;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import java.util.concurrent.ConcurrentMap;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Note;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.util.MappingData;

/** What Grizzly calls at the hooks of {@link GrizzlyPlugin}. */
public final class GrizzlyAdvice {
  private static final Note<Object> OPEN = HttpRequestPacket.createNote(OpenRequest.ATTRIBUTE);

  private static Requests<HttpRequestPacket> requests;

  public GrizzlyAdvice(Watched server) {
    keep(server);
  }

  private static void keep(Watched server) {
    requests = server.requests(new PacketReader());
  }

  /**
   * Null if its request is excluded, or was under way when the agent came; also where an agent has
   * left its own that was detached.
   */
  static GrizzlyRequest open(HttpRequestPacket request) {
    Object open = request.getNote(OPEN);
    return open instanceof GrizzlyRequest ? (GrizzlyRequest) open : null;
  }

  /** Null also for what is no server's: the library has a client. */
  private static GrizzlyRequest open(HttpHeader header) {
    HttpRequestPacket request =
        header instanceof HttpResponsePacket
            ? ((HttpResponsePacket) header).getRequest()
            : (HttpRequestPacket) header;
    return request == null ? null : open(request);
  }

  static void forget(HttpRequestPacket request) {
    request.removeNote(OPEN);
  }

  public static void requestBegins(Request request) {
    GrizzlyRequest open = begin(request.getRequest());
    if (open != null) {
      open.read(request.getInputBuffer().readyData()); // what came with the headers
    }
  }

  private static GrizzlyRequest begin(HttpRequestPacket request) {
    long startNanos = System.nanoTime();
    Route<HttpRequestPacket> route = requests.unrouted(request);
    if (route == null) {
      return null;
    }
    GrizzlyRequest open = new GrizzlyRequest(route, startNanos);
    request.setNote(OPEN, open);
    open.begin();
    return open;
  }

  public static void responseIsOver(Response response) {
    end(response.getRequest().getRequest());
  }

  private static void end(HttpRequestPacket request) {
    GrizzlyRequest open = open(request);
    if (open != null) {
      open.end(request);
    }
  }

  /** A suspended request is about to be cancelled; the app may answer it at that. */
  public static void timeIsOver(Request request) {
    GrizzlyRequest open = open(request.getRequest());
    if (open != null) {
      open.unanswered();
    }
  }

  /** An app that cancels its request itself goes on to answer it. */
  public static void requestIsCancelled(Request request) {
    GrizzlyRequest open = open(request.getRequest());
    if (open != null && (open.isUnanswered() || !isConnected(request.getRequest()))) {
      open.end(request.getRequest());
    }
  }

  /** The connection is open, or the stream of HTTP/2. */
  private static boolean isConnected(HttpHeader header) {
    return header.getProcessingState().getHttpContext().getCloseable().isOpen();
  }

  public static void routingBegins(
      Request request, ConcurrentMap<HttpHandler, HttpHandlerRegistration[]> handlers) {
    GrizzlyRequest open = open(request.getRequest());
    if (open != null) {
      open.routing(handlers);
    }
  }

  public static void handlerMatched(Request request, MappingData matched) {
    GrizzlyRequest open = open(request.getRequest());
    HttpHandlerRegistration path =
        open == null || open.handlers() == null ? null : Registrations.of(open.handlers(), matched);
    if (path != null) {
      open.matched(path);
    }
  }

  /** Null, and Grizzly answers itself, to everybody but frameworks' plug-ins. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object openRequest(String attribute, Request request) {
    return attribute == OpenRequest.ATTRIBUTE ? open(request.getRequest()) : null;
  }

  public static void handlerThrew(Request request, Throwable thrown) {
    GrizzlyRequest open = thrown == null ? null : open(request.getRequest());
    if (open != null) {
      open.threw(thrown);
    }
  }

  /** It closes the connection. */
  public static void serverGivesUp(Throwable thrown, FilterChainContext context) {
    Object message = context.getMessage();
    HttpRequestPacket request =
        message instanceof Response ? ((Response) message).getRequest().getRequest() : null;
    GrizzlyRequest open = request == null ? null : open(request);
    if (open != null) {
      open.threw(thrown.getCause() == null ? thrown : thrown.getCause());
      open.unanswered();
      open.end(request);
    }
  }

  public static void read(Buffer body, HttpHeader header) {
    GrizzlyRequest open = open(header);
    if (open != null) {
      open.read(body.remaining());
    }
  }

  public static void wrote(HttpContent content) {
    GrizzlyRequest open = open(content.getHttpHeader());
    if (open != null) {
      open.wrote(content.getContent().remaining());
    }
  }

  /** A stream of HTTP/2 is about to be written to, which its last byte closes. */
  public static void writesToStream(HttpPacket packet) {
    HttpHeader header = packet.getHttpHeader();
    sent(header);
    if (packet instanceof HttpContent && header.isExpectContent()) { // not so for HEAD
      wrote((HttpContent) packet);
    }
  }

  public static void sendsFile(long length, HttpHeader header) {
    GrizzlyRequest open = open(header);
    if (open != null) {
      open.wrote(length);
    }
  }

  /** Something was given to the transport, which closes a connection that it cannot write to. */
  public static void sent(HttpHeader header) {
    GrizzlyRequest open = open(header);
    if (open != null && isConnected(header)) {
      open.sent();
    }
  }

  public static void fileIsCached(Request request) {
    GrizzlyRequest open = open(request.getRequest());
    if (open != null && open.handlers() != null) {
      CachedFiles.of(request.getHttpFilter(), open.handlers());
    }
  }

  /** Only the filters in front of the server's own have seen it. */
  public static void cachedFileFound(HttpResponsePacket response) {
    HttpRequestPacket request = response.getRequest();
    GrizzlyRequest open = begin(request);
    HttpHandlerRegistration path = open == null ? null : CachedFiles.registration(request);
    if (path != null) {
      open.matched(path);
    }
  }

  public static void sendsCachedFile(HttpResponsePacket response) {
    sendsFile(response.getContentLength(), response);
  }

  public static void cachedFileSent(FilterChainContext context) {
    HttpContent request = (HttpContent) context.getMessage();
    cachedFileDone(((HttpRequestPacket) request.getHttpHeader()).getResponse());
  }

  public static void cachedFileDone(HttpResponsePacket response) {
    sent(response);
    end(response.getRequest());
  }
}
