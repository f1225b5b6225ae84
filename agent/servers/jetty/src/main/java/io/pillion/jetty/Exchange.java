package io.pillion.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request and its response, where Jetty lets an app stand: it is the innermost wrapper of the
 * request's stream, and so the last to be told that all is over.
 */
final class Exchange extends HttpStream.Wrapper {
  private final Request request;
  private Response response;
  private Throwable thrown;
  JettyRequest open;

  Exchange(HttpStream stream, Request request, Response response) {
    super(stream);
    this.request = request;
    this.response = response;
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  /** Null if no handler threw; what a servlet threw is among the request's attributes. */
  Throwable thrown() {
    return thrown;
  }

  void threw(Throwable byHandler, Response told) {
    thrown = byHandler;
    response = told;
  }

  @Override
  public void send(
      MetaData.Request head,
      MetaData.Response begins,
      boolean last,
      ByteBuffer content,
      Callback callback) {
    super.send(
        head, begins, last, content, begins == null ? callback : open.responds(begins, callback));
  }

  @Override
  public void succeeded() {
    open.end(this);
    super.succeeded();
  }

  @Override
  public void failed(Throwable why) {
    open.end(this);
    super.failed(why);
  }
}
