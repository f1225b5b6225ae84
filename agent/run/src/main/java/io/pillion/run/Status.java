package io.pillion.run;

import io.pillion.metrics.AgentStatus;
import io.pillion.weave.Weaver;
import io.pillion.weave.WeavingReport;
import java.util.Map;

/** What the agent tells of itself, by metrics and to the command line. */
final class Status implements AgentStatus {
  private final WeavingReport watched;
  private final Weaver weaver;
  private final NamedClasses namedClasses;
  private final boolean attached;
  private volatile long premainNanos;

  Status(WeavingReport watched, Weaver weaver, NamedClasses namedClasses, boolean attached) {
    this.watched = watched;
    this.weaver = weaver;
    this.namedClasses = namedClasses;
    this.attached = attached;
  }

  /** How long the app's main thread has waited. */
  void premainTook(long nanos) {
    premainNanos = nanos;
  }

  @Override
  public String version() {
    return AgentJar.version();
  }

  @Override
  public Map<String, Map<String, Boolean>> servers() {
    return watched.servers();
  }

  @Override
  public double startSeconds() {
    return (premainNanos + weaver.nanos() + namedClasses.nanos()) / 1e9;
  }

  @Override
  public boolean isAttached() {
    return attached;
  }
}
