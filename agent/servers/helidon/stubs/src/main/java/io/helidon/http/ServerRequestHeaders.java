package io.helidon.http;

public interface ServerRequestHeaders extends Headers {}
