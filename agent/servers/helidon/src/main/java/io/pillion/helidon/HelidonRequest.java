package io.pillion.helidon;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;

/** A request of Helidon's, begun. */
final class HelidonRequest extends OpenRequest<Exchange> {
  HelidonRequest(Route<Exchange> route, long startNanos) {
    super(route, startNanos);
  }

  /** Before any routing has matched. */
  Route<Exchange> root() {
    return route();
  }

  @Override
  public Route<Exchange> last(Exchange exchange) {
    return exchange.route;
  }
}
