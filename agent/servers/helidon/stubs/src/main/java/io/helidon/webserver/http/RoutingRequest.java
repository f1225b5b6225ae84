package io.helidon.webserver.http;

import io.helidon.http.HttpPrologue;
import io.helidon.http.RoutedPath;
import io.helidon.http.ServerRequestHeaders;
import java.io.InputStream;
import java.util.function.UnaryOperator;

public interface RoutingRequest {
  HttpPrologue prologue();

  ServerRequestHeaders headers();

  RoutedPath path();

  RoutingRequest path(RoutedPath path);

  void streamFilter(UnaryOperator<InputStream> filterFunction);
}
