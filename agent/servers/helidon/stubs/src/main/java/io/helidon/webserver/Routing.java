package io.helidon.webserver;

public interface Routing {}
