package io.pillion.jersey;

import com.sun.net.httpserver.HttpExchange;
import io.pillion.api.OpenRequest;
import java.lang.reflect.Field;

/**
 * The requests of the JDK's server. What Jersey hands on of them is the writer of the response, and
 * no property leads to the server.
 */
final class JdkExchanges {
  private static final String WRITER =
      "org.glassfish.jersey.jdkhttp.JdkHttpHandlerContainer$ResponseWriter";

  private static volatile Field exchange;

  private JdkExchanges() {}

  /**
   * @param writer of any server
   * @return null for another server, and for what is not counted
   */
  static Object openRequest(Object writer) throws ReflectiveOperationException {
    return writer != null && writer.getClass().getName().equals(WRITER)
        ? Attribute.of(exchangeOf(writer))
        : null;
  }

  private static Object exchangeOf(Object writer) throws ReflectiveOperationException {
    Field known = exchange;
    if (known == null || known.getDeclaringClass() != writer.getClass()) {
      known = writer.getClass().getDeclaredField("exchange");
      known.setAccessible(true);
      exchange = known;
    }
    return known.get(writer);
  }

  /** Apart, as a runtime may lack the server's module. */
  private static final class Attribute {
    static Object of(Object exchange) {
      return ((HttpExchange) exchange).getAttribute(OpenRequest.ATTRIBUTE);
    }
  }
}
