package io.pillion.run;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/** Where {@code boot} enters, which sees no type of this class loader. */
public final class Entry implements Function<Object[], Object> {
  /** What {@code io.pillion.boot.Premain} must say. */
  private static final int PROTOCOL = 1;

  /**
   * After the settings that the command line attaches the agent with: who it is. Of several command
   * lines that attach at once, each reads then whether the agent is its own.
   */
  private static final String BY = ",@by=";

  /**
   * Starts the agent.
   *
   * @param call {@code start} or {@code attach}; settings as {@code key=value,key=value}, or null;
   *     the instrumentation; {@link System#nanoTime()} when the JVM called the agent; the number of
   *     the protocol
   * @return the {@link Switch}
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
    String settings = by < 0 ? arguments : arguments.substring(0, by);
    String whose = by < 0 ? "" : arguments.substring(by + BY.length());
    Instrumentation instrumentation = (Instrumentation) call[2];
    try {
      return call[0].equals("attach")
          ? Switch.attach(settings, whose, instrumentation)
          : Switch.start(settings, instrumentation, (Long) call[3]);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
