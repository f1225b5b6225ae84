package io.pillion.run;

import java.lang.instrument.Instrumentation;

/**
 * The agent of a JVM, which its user may switch off and on again in the configuration file while
 * the app runs. Switched off, it is out of the JVM but for the thread that watches the file. What
 * it comes back as is new: its counters begin at 0.
 */
public final class Switch implements Agent.Restart {
  private final String arguments;
  private final Instrumentation instrumentation;
  private volatile Agent agent;
  private boolean isStopped;

  private Switch(String arguments, Instrumentation instrumentation) {
    this.arguments = arguments;
    this.instrumentation = instrumentation;
  }

  /**
   * @param arguments settings as {@code key=value,key=value}, or null
   * @param began {@link System#nanoTime()} when the JVM called the agent
   */
  static Switch start(String arguments, Instrumentation instrumentation, long began)
      throws Exception {
    Switch whole = new Switch(arguments, instrumentation);
    whole.agent = Agent.start(arguments, instrumentation, began, whole);
    return whole;
  }

  /**
   * As {@link #start}, in an app that is running.
   *
   * @param whose for the command line that attaches the agent to recognise it by; perhaps empty
   */
  static Switch attach(String arguments, String whose, Instrumentation instrumentation)
      throws Exception {
    Switch whole = new Switch(arguments, instrumentation);
    whole.agent = Agent.attach(arguments, instrumentation, whole);
    whole.agent.awaitStart();
    if (whole.isAtWork()) {
      AgentProperties.of(instrumentation).put("by", whose);
    }
    return whole;
  }

  /** Called by the thread that watches the file for the agent that is off, which ends then. */
  @Override
  public void run() throws Exception {
    synchronized (this) {
      if (isStopped) {
        return;
      }
      agent = Agent.attach(arguments, instrumentation, this);
    }
    agent.awaitStart();
  }

  /**
   * False if the agent was switched off in its file, could not start, or is the second of two.
   * Called by {@code boot}, by reflection.
   */
  public boolean isAtWork() {
    return agent.isAtWork();
  }

  /** As {@link Agent#stop}, for good. Called by {@code boot}, by reflection, once. */
  public void stop() throws InterruptedException {
    synchronized (this) {
      isStopped = true;
    }
    agent.stop();
  }
}
