package io.helidon.webserver.http;

/** Its type parameter does not show in descriptors. */
public abstract class ServerResponseBase implements RoutingResponse {}
