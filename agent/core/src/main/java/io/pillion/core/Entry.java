package io.pillion.core;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/** Where {@code boot} enters, which sees no type of this class loader. */
public final class Entry implements Function<Object[], Object> {
  /**
   * Starts the agent.
   *
   * @param call {@code start} or {@code attach}; settings as {@code key=value,key=value}, or null;
   *     the instrumentation; {@link System#nanoTime()} when the JVM called the agent
   * @return the {@link Switch}
   * @throws IllegalStateException with what went wrong as its cause
   */
  @Override
  public Object apply(Object[] call) {
    String arguments = (String) call[1];
    Instrumentation instrumentation = (Instrumentation) call[2];
    try {
      return call[0].equals("attach")
          ? Switch.attach(arguments, instrumentation)
          : Switch.start(arguments, instrumentation, (Long) call[3]);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
