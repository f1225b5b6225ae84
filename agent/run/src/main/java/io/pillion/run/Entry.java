package io.pillion.run;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/**
 * Where {@code boot} enters, which sees no type of this class loader. It keeps what it is given
 * back, this, to stop the agent by. In between the user may switch the agent off and on again in
 * the configuration file: each time there is a new {@link Agent}, whose counters begin at 0.
 */
public final class Entry implements Function<Object[], Object> {
  /** What {@code io.pillion.boot.Premain} must say. */
  private static final int PROTOCOL = 1;

  /**
   * After the settings that the command line attaches the agent with: who it is. Of several command
   * lines that attach at once, each reads then whether the agent is its own.
   */
  private static final String BY = ",@by=";

  private Instrumentation instrumentation;
  private String settings;
  private volatile Agent agent;
  private boolean isStopped;

  /**
   * Starts the agent.
   *
   * @param call {@code start} or {@code attach}; settings as {@code key=value,key=value}, or null;
   *     the instrumentation; {@link System#nanoTime()} when the JVM called the agent; the number of
   *     the protocol
   * @return this
   * @throws IllegalStateException with what went wrong as its cause
   */
  @Override
  public Object apply(Object[] call) {
    int protocol = call.length > 4 ? (Integer) call[4] : 0;
    if (protocol != PROTOCOL) {
      throw new IllegalStateException(
          "an agent of another version was attached to this JVM before, and left entry classes of"
              + " protocol "
              + protocol
              + "; this one speaks "
              + PROTOCOL
              + ": restart the JVM to use it");
    }
    String arguments = (String) call[1];
    int by = arguments == null ? -1 : arguments.lastIndexOf(BY);
    settings = by < 0 ? arguments : arguments.substring(0, by);
    instrumentation = (Instrumentation) call[2];
    try {
      if (call[0].equals("attach")) {
        attach(by < 0 ? "" : arguments.substring(by + BY.length()));
      } else {
        agent = new Agent(this, settings, instrumentation, false);
        agent.premainEnds((Long) call[3]);
      }
      return this;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Starts in an app that is running. */
  private void attach(String commandLine) throws Exception {
    agent = new Agent(this, settings, instrumentation, true);
    agent.awaitStart();
    if (isAtWork()) {
      agent.report().attachedBy(commandLine);
    }
  }

  /** Called by the thread that watches the file for the agent that is off, which ends then. */
  void restart() throws Exception {
    synchronized (this) {
      if (isStopped) {
        return;
      }
      agent = new Agent(this, settings, instrumentation, true);
    }
    agent.awaitStart();
  }

  /** As {@link Agent#isAtWork}. Called by {@code boot}, by reflection. */
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
