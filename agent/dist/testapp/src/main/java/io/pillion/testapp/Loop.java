package io.pillion.testapp;

import io.undertow.server.handlers.PathHandler;

/** A {@code PathHandler} that leads to itself: how deep it is routed, the client says. */
final class Loop extends PathHandler {
  Loop() {
    addPrefixPath("/loop", this);
    addPrefixPath("/", Answers::ok);
  }
}
