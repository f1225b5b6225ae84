package io.pillion.weave.javax;

/** A library's class under one of its names. */
public final class Message {
  public String attribute(String name) {
    return "attribute " + name;
  }
}
