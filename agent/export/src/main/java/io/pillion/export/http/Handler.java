package io.pillion.export.http;

/** Answers requests. Called by any number of threads at once. */
public interface Handler {
  /**
   * @return what to send; of a {@code HEAD} request the body is left out for it
   */
  Response handle(Request request);
}
