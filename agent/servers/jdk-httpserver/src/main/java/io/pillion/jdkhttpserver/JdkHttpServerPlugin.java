package io.pillion.jdkhttpserver;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Value.Source;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the JDK's {@code com.sun.net.httpserver} is hooked, of Java 8 and later.
 *
 * <ul>
 *   <li>{@code ExchangeImpl} is made when a request's headers have been read and a context was
 *       found for its path, {@code HttpExchangeImpl} for the app to see right after.
 *   <li>The event {@code WriteFinished} says that the response is over, whichever thread sent it. A
 *       connection that closes before has given its request up.
 *   <li>What has no context is refused before there is any of these.
 * </ul>
 */
public final class JdkHttpServerPlugin implements Plugin {
  private static final String PACKAGE = "sun.net.httpserver.";
  private static final String EXCHANGE = "Lsun/net/httpserver/ExchangeImpl;";
  private static final String ANY = "Ljava/lang/Object;";
  private static final String STRING = "Ljava/lang/String;";

  /** Of streams: the exchange that they belong to, of a type that advice cannot see. */
  private static final Value THEIR_EXCHANGE = Value.field("t", EXCHANGE).as(ANY);

  @Override
  public String id() {
    return "jdk-httpserver";
  }

  @Override
  public Kind kind() {
    return Kind.COUNTS;
  }

  /** Java's own. */
  @Override
  public String version(ClassLoader loader) {
    return System.getProperty("java.version");
  }

  @Override
  public List<Variant> variants() {
    String older = "sun/net/httpserver/WriteFinishedEvent.class";
    return Arrays.asList(
        variant("WriteFinishedEvent").requiring(older),
        variant("Event$WriteFinished").without(older));
  }

  private static Variant variant(String responseIsOver) {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        at(
            Place.EXIT,
            "ExchangeImpl",
            "<init>",
            "(Ljava/lang/String;Ljava/net/URI;Lsun/net/httpserver/Request;J"
                + "Lsun/net/httpserver/HttpConnection;)V",
            "headersRead",
            Value.self(ANY),
            Value.argument(4, ANY)));
    hooks.add(madeForApp("HttpExchangeImpl"));
    hooks.add(madeForApp("HttpsExchangeImpl"));
    hooks.add(
        at(
            Place.EXIT,
            responseIsOver,
            "<init>",
            "(" + EXCHANGE + ")V",
            "responseIsOver",
            Value.argument(0, ANY)));
    hooks.add(
        at(Place.ENTRY, "HttpConnection", "close", "()V", "connectionCloses", Value.self(ANY)));
    hooks.add(
        at(
            Place.ENTRY,
            "ServerImpl$Exchange",
            "reject",
            "(ILjava/lang/String;Ljava/lang/String;)V",
            "refused",
            Value.argument(0, "I"),
            Value.argument(1, STRING),
            Value.argument(2, STRING)));
    hooks.add(
        Hook.at(
            Place.THROW,
            "com.sun.net.httpserver.Filter$Chain",
            "doFilter",
            "(Lcom/sun/net/httpserver/HttpExchange;)V",
            "handlerThrew",
            Value.of(Source.THROWN, "Ljava/lang/Throwable;"),
            Value.argument(0, "Lcom/sun/net/httpserver/HttpExchange;")));
    hooks.add(
        at(
            Place.ANSWER,
            "ExchangeImpl",
            "getAttribute",
            "(" + STRING + ")" + ANY,
            "openRequest",
            Value.argument(0, STRING),
            Value.self(ANY)));
    addStreams(hooks);
    return Variant.of("io.pillion.jdkhttpserver.JdkHttpServerAdvice", hooks.toArray(new Hook[0]))
        .startingWith(PACKAGE + "ServerImpl");
  }

  private static Hook madeForApp(String className) {
    return at(
        Place.EXIT,
        className,
        "<init>",
        "(" + EXCHANGE + ")V",
        "requestBegins",
        Value.self("Lcom/sun/net/httpserver/HttpExchange;"),
        Value.argument(0, ANY));
  }

  private static void addStreams(List<Hook> hooks) {
    for (String out : Arrays.asList("FixedLength", "Chunked", "UndefLength")) {
      String type = out + "OutputStream";
      hooks.add(at(Place.EXIT, type, "write", "(I)V", "wroteByte", THEIR_EXCHANGE));
      hooks.add(
          at(
              Place.EXIT,
              type,
              "write",
              "([BII)V",
              "wrote",
              Value.argument(2, "I"),
              THEIR_EXCHANGE));
    }
    hooks.add(at(Place.EXIT, "ChunkedOutputStream", "flush", "()V", "flushed", THEIR_EXCHANGE));
    hooks.add(reading(Place.EXIT, "()I", "readByte", Value.of(Source.RESULT, "I")));
    hooks.add(reading(Place.EXIT, "([BII)I", "read", Value.of(Source.RESULT, "I")));
    for (String descriptor : Arrays.asList("()I", "([BII)I")) {
      hooks.add(
          reading(
              Place.THROW,
              descriptor,
              "readFailed",
              Value.of(Source.THROWN, "Ljava/lang/Throwable;")));
    }
  }

  private static Hook reading(Place place, String descriptor, String advice, Value first) {
    return at(place, "LeftOverInputStream", "read", descriptor, advice, first, THEIR_EXCHANGE);
  }

  private static Hook at(
      Place place,
      String className,
      String method,
      String descriptor,
      String advice,
      Value... values) {
    return Hook.at(place, PACKAGE + className, method, descriptor, advice, values);
  }
}
