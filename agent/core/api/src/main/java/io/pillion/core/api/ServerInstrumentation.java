package io.pillion.core.api;

import java.util.List;

/**
 * Describes a plug-in without touching the server's classes, which the class loader of this one
 * does not see. Found by {@link java.util.ServiceLoader}.
 */
public interface ServerInstrumentation {
  /** The value of the label {@code server}, such as {@code undertow}. */
  String server();

  /**
   * The class whose loading says that a server is about to start. The hooked classes are loaded
   * from then on by a thread of the agent's, so that the first request does not wait for it.
   */
  String startsWith();

  /** The name of the plug-in's {@link ServerAdvice}. */
  String advice();

  List<Hook> hooks();
}
