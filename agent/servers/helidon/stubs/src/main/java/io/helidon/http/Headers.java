package io.helidon.http;

import java.util.Optional;

public interface Headers {
  Optional<String> first(HeaderName name);
}
