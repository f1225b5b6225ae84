package io.pillion.springwebflux;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** What Spring WebFlux calls at the hooks of {@link SpringWebFluxPlugin}. */
public final class SpringWebFluxAdvice {
  /** {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}. */
  private static final String PATTERN =
      "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

  /** {@code ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR} of Spring Cloud Gateway. */
  private static final String GATEWAY_PATTERN =
      "org.springframework.cloud.gateway.support.ServerWebExchangeUtils"
          + ".gatewayPredicateMatchedPathAttr";

  public SpringWebFluxAdvice(Watched spring) {}

  /** A handler was found. A functional route of 5.0 tells no pattern. */
  public static void matched(ServerWebExchange exchange) {
    Object pattern = exchange.getAttributes().get(PATTERN);
    if (pattern == null) {
      pattern = exchange.getAttributes().get(GATEWAY_PATTERN);
    }
    ServerHttpRequest request = exchange.getRequest();
    Object open = pattern == null ? null : NativeRequest.open(request);
    if (open instanceof OpenRequest) {
      String app = request.getPath().contextPath().value();
      // A PathPattern's text is what the app wrote.
      ((OpenRequest<?>) open).named("spring-webflux", app, "", pattern.toString());
    }
  }
}
