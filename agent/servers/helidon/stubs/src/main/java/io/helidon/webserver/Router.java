package io.helidon.webserver;

public interface Router {
  <T extends Routing> T routing(Class<T> type, T defaultValue);
}
