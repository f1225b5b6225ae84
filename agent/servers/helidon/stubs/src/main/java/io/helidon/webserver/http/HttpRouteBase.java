package io.helidon.webserver.http;

/** Known to its package alone: to be named in descriptors, and nothing else. */
public abstract class HttpRouteBase implements HttpRoute {}
