package io.pillion.weave.subject;

/** Another class of the same library. */
public class Second {
  public String echo(String text) {
    return text;
  }
}
