package io.helidon.webserver.http;

public interface ServerResponse {}
