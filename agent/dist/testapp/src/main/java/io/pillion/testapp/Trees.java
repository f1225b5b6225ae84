package io.pillion.testapp;

import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.PathTemplateHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;

/** How the app routes: every kind of Undertow's handlers, alone and nested. */
final class Trees {
  private Trees() {}

  /** Nothing but templates. */
  static HttpHandler routing() {
    return new RoutingHandler()
        .get("/", Answers::ok)
        .get("/items/{id}", Answers::ok)
        .post("/items", Answers::ok)
        .get("/files/*", Answers::ok)
        .get("/absent/{id}", ResponseCodeHandler.HANDLE_404);
  }

  /** A {@code PathHandler} over everything. */
  static HttpHandler tree() {
    return new PathHandler()
        .addExactPath("/", Answers::ok)
        .addExactPath("/exact", Answers::ok)
        .addPrefixPath("/both", Answers::ok)
        .addExactPath("/both", Answers::ok)
        .addPrefixPath("/prefix", Answers::ok)
        .addPrefixPath("/api", routing())
        .addPrefixPath("/templates", new PathTemplateHandler().add("/a/{b}", Answers::ok))
        .addPrefixPath("/nested", nested())
        .addPrefixPath("/mixed", mixed())
        .addPrefixPath("/loop", new Loop())
        .addExactPath("/null-template", Answers::nullTemplate)
        .addExactPath("/status", Answers::status)
        .addExactPath("/throw", Failures::runtimeException)
        .addExactPath("/throw-checked", Failures::checkedException)
        .addExactPath("/throw-error", Failures::error)
        .addExactPath("/throw-late", Failures::afterResponse)
        .addExactPath("/throw-many", Failures::ofManyClasses)
        .addExactPath("/throw-blocking", new BlockingHandler(Failures::runtimeException))
        .addExactPath("/blocking", new BlockingHandler(Answers::blocking))
        .addExactPath("/dispatch", Dispatches::handlers)
        .addExactPath("/dispatch-task", Dispatches::task)
        .addExactPath("/async", Dispatches::later)
        .addExactPath("/foreign", Dispatches::foreignThread)
        .addExactPath("/hold", Holding::hold)
        .addExactPath("/hold-and-dispatch", Holding::holdAndDispatch)
        .addExactPath("/begin-and-hold", new BlockingHandler(Holding::beginAndHold))
        .addExactPath("/held", Holding::count)
        .addExactPath("/ended", Holding::ended)
        .addExactPath("/release", Holding::release)
        .addExactPath("/size", Answers::size)
        .addExactPath("/chunked", new BlockingHandler(Answers::chunked))
        .addExactPath("/echo", new BlockingHandler(Answers::echo))
        .addExactPath("/continue", new HttpContinueReadHandler(new BlockingHandler(Answers::echo)))
        .addExactPath("/to-file", new BlockingHandler(Answers::toFile))
        .addExactPath("/receive", Answers::receive)
        .addExactPath("/ignore-body", Answers::ok)
        .addExactPath("/gzip", gzip(Answers::size))
        .addExactPath("/gzip-chunked", gzip(new BlockingHandler(Answers::chunked)))
        .addExactPath("/slow-body", new BlockingHandler(Answers::slowBody))
        .addExactPath("/sse", new ServerSentEventHandler(Streams::events))
        .addExactPath("/sse-silent", new ServerSentEventHandler(Streams::silence))
        .addExactPath("/ws", new WebSocketProtocolHandshakeHandler(Streams::echo));
  }

  private static HttpHandler nested() {
    return new PathHandler()
        .addExactPath("/here", Answers::ok)
        .addPrefixPath(
            "/inner",
            new PathHandler()
                .addPrefixPath("/routed", new RoutingHandler().get("/leaf/{x}", Answers::ok)));
  }

  /** A template over a {@code PathHandler}, which matches the same rest of the path once more. */
  private static HttpHandler mixed() {
    return new RoutingHandler()
        .get("/{any}/plain", Answers::ok)
        .get("/{any}/deep", new PathHandler().addExactPath("/here/deep", Answers::ok))
        .get(
            "/{any}/deeper/{more}",
            new PathHandler()
                .addPrefixPath("/x", new RoutingHandler().get("/deeper/{last}", Answers::ok)));
  }

  private static HttpHandler gzip(HttpHandler next) {
    return new EncodingHandler(
            new ContentEncodingRepository()
                .addEncodingHandler("gzip", new GzipEncodingProvider(), 50))
        .setNext(next);
  }
}
