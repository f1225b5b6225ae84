package io.helidon.common.uri;

public interface UriPath {
  String path();
}
