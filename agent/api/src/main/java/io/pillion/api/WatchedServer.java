package io.pillion.api;

/** What a plug-in is given for, and tells of, the one server that it stands beside. */
public interface WatchedServer {
  /**
   * @param hook the last part of a label {@code where}
   */
  Guard guard(String hook);

  /**
   * The server lacks something that only a detail needs: it is counted without.
   *
   * @param member of the server's
   * @param lost what comes of that, in words for a user
   */
  void lacks(String member, String lost);
}
