package io.pillion.api;

/** What a plug-in's advice is given for the one server or framework that it stands beside. */
public interface Watched {
  /** Where this server's requests begin; for a plug-in that counts. */
  <E> Requests<E> requests(RequestReader<E> reader);

  /** Where advice adds what its work for sampled requests took. */
  Overhead overhead();

  /**
   * Requests may be under way that began before the agent was attached to the app. They are not
   * counted, whatever hooks they pass later.
   */
  boolean mayComeLate();

  /**
   * The library lacks something that only a detail needs: the plug-in works without.
   *
   * @param member of the library's
   * @param lost what comes of that, in words for a user
   */
  void lacks(String member, String lost);
}
