package io.pillion.weave.jakarta;

/** Is hooked. */
public final class Handler {
  public void handle(Message message) {}
}
