package io.helidon.http;

public interface PathMatcher {}
