package io.pillion.export;

/** What a user may ask the agent for, besides metrics. Lines of plain text. */
public interface Diagnostics {
  /** Everything is in force that the user has asked for in the settings. */
  boolean isReady();

  /** Every setting in force, and where it comes from. */
  String config();

  /** What is woven, what was seen and left alone, and why. */
  String instrumentation();

  /**
   * Which route the requests of a path have had, why, and what would change it.
   *
   * @param method of HTTP, in any case
   * @param path as a client sends it; a query is not looked at
   * @throws IllegalArgumentException saying what is wrong with the path, and what is allowed
   */
  String explain(String method, String path);
}
