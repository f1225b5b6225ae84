package io.pillion.core.metrics;

import java.util.Map;
import java.util.Set;

/** What the metrics ask of the rest of the agent, at each scrape. */
public interface AgentStatus {
  /** The agent's version. */
  String version();

  /**
   * The servers that are watched now, each with its versions: class loaders may bring their own.
   */
  Map<String, Set<String>> servers();

  /** How long the app's threads have waited for the agent to start and to weave. */
  double startSeconds();

  /** Whether it came into an app that was running. */
  boolean isAttached();
}
