package io.pillion.weave.javax;

/** Is hooked. */
public final class Handler {
  public void handle(Message message) {}
}
