package io.pillion.metrics;

import java.util.Map;

/** What the metrics ask of the rest of the agent, at each scrape. */
public interface AgentStatus {
  /** The agent's version. */
  String version();

  /**
   * The servers that are in the app now, each with its versions, because class loaders may bring
   * their own, and whether the requests of that version are counted.
   */
  Map<String, Map<String, Boolean>> servers();

  /** How long the app's threads have waited for the agent to start and to weave. */
  double startSeconds();

  /** Whether it came into an app that was running. */
  boolean isAttached();
}
