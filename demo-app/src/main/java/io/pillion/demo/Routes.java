package io.pillion.demo;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatcher;
import io.undertow.util.StatusCodes;
import java.util.Set;
import java.util.TreeSet;

/** Routes by method and path template; a wrong method is told the right ones. */
final class Routes {

  private final RoutingHandler routing = new RoutingHandler(false);
  private final PathTemplateMatcher<Set<String>> allowed = new PathTemplateMatcher<>();

  /** The handler also answers HEAD, of which Undertow sends the header alone. */
  Routes get(String template, HttpHandler handler) {
    return add(Methods.HEAD, template, handler).add(Methods.GET, template, handler);
  }

  Routes post(String template, HttpHandler handler) {
    return add(Methods.POST, template, handler);
  }

  HttpHandler handler() {
    return routing.setInvalidMethodHandler(this::rejectMethod);
  }

  private Routes add(HttpString method, String template, HttpHandler handler) {
    routing.add(method, template, handler);
    Set<String> methods = allowed.get(template);
    if (methods == null) {
      methods = new TreeSet<>();
      allowed.add(template, methods);
    }
    methods.add(method.toString());
    return this;
  }

  private void rejectMethod(HttpServerExchange exchange) {
    Set<String> methods = allowed.match(exchange.getRelativePath()).getValue();
    exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", methods));
    exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
  }
}
