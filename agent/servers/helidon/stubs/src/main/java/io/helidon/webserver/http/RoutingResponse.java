package io.helidon.webserver.http;

import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

public interface RoutingResponse extends ServerResponse {
  Status status();

  boolean isSent();

  long bytesWritten();

  ServerResponse whenSent(Runnable listener);

  ServerResponseHeaders headers();
}
