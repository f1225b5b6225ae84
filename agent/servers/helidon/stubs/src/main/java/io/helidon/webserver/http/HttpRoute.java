package io.helidon.webserver.http;

public interface HttpRoute {}
