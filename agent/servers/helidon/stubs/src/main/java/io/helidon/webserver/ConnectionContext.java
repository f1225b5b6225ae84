package io.helidon.webserver;

public interface ConnectionContext {
  boolean isSecure();

  Router router();
}
