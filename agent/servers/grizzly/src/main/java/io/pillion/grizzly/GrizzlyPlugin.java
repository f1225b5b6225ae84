package io.pillion.grizzly;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Value.Source;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where Grizzly's HTTP server is hooked, 2.3 to 4, alone or below GlassFish and Payara.
 *
 * <ul>
 *   <li>{@code HttpServerProbeNotifier} is told of a request when its headers have been read, and
 *       when its response was handed to the transport, whichever thread did that. A request that
 *       was suspended is cancelled where its client leaves or its time is over, and has no other
 *       end.
 *   <li>A file that was sent before comes from a cache in front of all that, {@code
 *       FileCacheFilter}.
 *   <li>Bodies pass {@code InputBuffer} behind, and {@code HttpCodecFilter} before the framing of
 *       chunks, or {@code DefaultOutputSink} on HTTP/2; a file by {@code sendfile} passes neither.
 * </ul>
 */
public final class GrizzlyPlugin implements Plugin {
  private static final String HTTP = "org.glassfish.grizzly.http.";
  private static final String SERVER = HTTP + "server.";
  private static final String FILES = "FileCacheFilter";

  private static final String FILTER = "Lorg/glassfish/grizzly/http/server/HttpServerFilter;";
  private static final String CONNECTION = "Lorg/glassfish/grizzly/Connection;";
  private static final String CONTEXT = "Lorg/glassfish/grizzly/filterchain/FilterChainContext;";
  private static final String NEXT = "Lorg/glassfish/grizzly/filterchain/NextAction;";
  private static final String BUFFER = "Lorg/glassfish/grizzly/Buffer;";
  private static final String REQUEST = "Lorg/glassfish/grizzly/http/server/Request;";
  private static final String RESPONSE = "Lorg/glassfish/grizzly/http/server/Response;";
  private static final String PACKET = "Lorg/glassfish/grizzly/http/HttpPacket;";
  private static final String RESPONSE_PACKET = "Lorg/glassfish/grizzly/http/HttpResponsePacket;";
  private static final String HEADER = "Lorg/glassfish/grizzly/http/HttpHeader;";
  private static final String CONTENT = "Lorg/glassfish/grizzly/http/HttpContent;";
  private static final String MAPPING = "Lorg/glassfish/grizzly/http/server/util/MappingData;";
  private static final String CACHED =
      "Lorg/glassfish/grizzly/http/server/filecache/FileCacheEntry;";
  private static final String STRING = "Ljava/lang/String;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  @Override
  public String id() {
    return "grizzly";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(
        loader, "org/glassfish/grizzly/http/server/HttpServer.class", "grizzly-http-server");
  }

  @Override
  public List<Variant> variants() {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(notifying("RequestReceive", REQUEST, "requestBegins"));
    hooks.add(notifying("RequestComplete", RESPONSE, "responseIsOver"));
    hooks.add(notifying("RequestTimeout", REQUEST, "timeIsOver"));
    hooks.add(notifying("RequestCancel", REQUEST, "requestIsCancelled"));
    addRouting(hooks);
    addBodies(hooks);
    addFileCache(hooks);
    return Collections.singletonList(
        Variant.of("io.pillion.grizzly.GrizzlyAdvice", hooks.toArray(new Hook[0]))
            .startingWith(SERVER + "NetworkListener"));
  }

  private static Hook notifying(String event, String type, String advice) {
    return Hook.at(
        Place.ENTRY,
        SERVER + "HttpServerProbeNotifier",
        "notify" + event,
        "(" + FILTER + CONNECTION + type + ")V",
        advice,
        Value.argument(2, type));
  }

  private static void addRouting(List<Hook> hooks) {
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + "HttpHandlerChain",
            "doHandle",
            "(" + REQUEST + RESPONSE + ")Z",
            "routingBegins",
            Value.argument(0, REQUEST),
            Value.field("handlers", "Ljava/util/concurrent/ConcurrentMap;")));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + "HttpHandler",
            "updatePaths",
            "(" + REQUEST + MAPPING + ")V",
            "handlerMatched",
            Value.argument(0, REQUEST),
            Value.argument(1, MAPPING)));
    hooks.add(
        Hook.at(
            Place.ANSWER,
            SERVER + "Request",
            "getAttribute",
            "(" + STRING + ")Ljava/lang/Object;",
            "openRequest",
            Value.argument(0, STRING),
            Value.self(REQUEST)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + "util.HtmlHelper",
            "setErrorAndSendErrorPage",
            "("
                + REQUEST
                + RESPONSE
                + "Lorg/glassfish/grizzly/http/server/ErrorPageGenerator;I"
                + STRING
                + STRING
                + THROWABLE
                + ")V",
            "handlerThrew",
            Value.argument(0, REQUEST),
            Value.argument(6, THROWABLE)));
    hooks.add(
        Hook.at(
            Place.THROW,
            SERVER + "HttpServerFilter",
            "handleRead",
            "(" + CONTEXT + ")" + NEXT,
            "serverGivesUp",
            Value.of(Source.THROWN, THROWABLE),
            Value.argument(0, CONTEXT)));
  }

  private static void addBodies(List<Hook> hooks) {
    Value header = Value.field("outputHeader", HEADER);
    hooks.add(
        Hook.at(
            Place.ENTRY,
            HTTP + "io.InputBuffer",
            "updateInputContentBuffer",
            "(" + BUFFER + ")V",
            "read",
            Value.argument(0, BUFFER),
            Value.field("httpHeader", HEADER)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            HTTP + "HttpCodecFilter",
            "serializeWithTransferEncoding",
            "(" + CONTEXT + CONTENT + "Lorg/glassfish/grizzly/http/TransferEncoding;)" + BUFFER,
            "wrote",
            Value.argument(1, CONTENT)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            HTTP + "io.OutputBuffer",
            "sendfile",
            "(Ljava/io/File;JJLorg/glassfish/grizzly/CompletionHandler;)V",
            "sendsFile",
            Value.argument(2, "J"),
            header));
    hooks.add(
        Hook.at(
            Place.EXIT,
            HTTP + "io.OutputBuffer",
            "flushBuffer",
            "(" + BUFFER + "ZLorg/glassfish/grizzly/asyncqueue/MessageCloner;)V",
            "sent",
            header));
    hooks.add(writingToStream());
    hooks.add(
        Hook.at(
            Place.EXIT, HTTP + "io.OutputBuffer", "forceCommitHeaders", "(Z)V", "sent", header));
  }

  private static Hook writingToStream() {
    return Hook.at(
            Place.ENTRY, // of a jar that not every app has, from 2.4 on
            "org.glassfish.grizzly.http2.DefaultOutputSink",
            "writeDownStream",
            "("
                + PACKET
                + CONTEXT
                + "Lorg/glassfish/grizzly/CompletionHandler;"
                + "Lorg/glassfish/grizzly/asyncqueue/MessageCloner;)V",
            "writesToStream",
            Value.argument(0, PACKET))
        .optional();
  }

  private static void addFileCache(List<Hook> hooks) {
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + "StaticHttpHandlerBase",
            "addToFileCache",
            "(" + REQUEST + RESPONSE + "Ljava/io/File;)Z",
            "fileIsCached",
            Value.argument(0, REQUEST)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + FILES,
            "prepareResponse",
            "(" + CACHED + RESPONSE_PACKET + ")V",
            "cachedFileFound",
            Value.argument(1, RESPONSE_PACKET)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + FILES,
            "sendFileZeroCopy",
            "(" + CONTEXT + RESPONSE_PACKET + CACHED + "Z)" + NEXT,
            "sendsCachedFile",
            Value.argument(1, RESPONSE_PACKET)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + FILES,
            "flush",
            "(" + CONTEXT + ")" + NEXT,
            "cachedFileSent",
            Value.argument(0, CONTEXT)));
    hooks.add(
        Hook.at(
            Place.ENTRY,
            SERVER + FILES + "$FileSendEntry",
            "done",
            "()V",
            "cachedFileDone",
            Value.field("response", RESPONSE_PACKET)));
  }
}
