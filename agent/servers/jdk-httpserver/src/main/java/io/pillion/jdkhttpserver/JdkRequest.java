package io.pillion.jdkhttpserver;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;

/** A request of the JDK's server. What is known of it is in the {@link JdkExchange}. */
final class JdkRequest extends OpenRequest<JdkExchange> {
  JdkRequest(Route<JdkExchange> route, long startNanos) {
    super(route, startNanos);
  }
}
