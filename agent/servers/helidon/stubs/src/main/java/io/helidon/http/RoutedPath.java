package io.helidon.http;

import io.helidon.common.uri.UriPath;

public interface RoutedPath extends UriPath {}
