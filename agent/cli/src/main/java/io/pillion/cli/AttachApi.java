package io.pillion.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A connection to another JVM: {@code com.sun.tools.attach.VirtualMachine} of the JDK that the
 * command line runs on. By reflection, because on Java 8 it is in a jar of its own, and is not
 * among what {@code --release 8} shows.
 */
final class AttachApi implements Closeable {
  private static Class<?> type;

  private final Object machine;
  private final Method detach;

  private AttachApi(Object machine, Method detach) {
    this.machine = machine;
    this.detach = detach;
  }

  private static synchronized Class<?> type() throws CommandException {
    if (type == null) {
      try {
        type = Class.forName("com.sun.tools.attach.VirtualMachine", true, loader());
      } catch (ClassNotFoundException | LinkageError | IOException absent) {
        throw CommandException.failed(
            "this Java runtime, "
                + System.getProperty("java.home")
                + ", cannot attach to other JVMs: it has no "
                + (isJava8() ? "tools.jar" : "module jdk.attach")
                + "; use the java of a JDK, whose release need not be that of the other JVM");
      }
    }
    return type;
  }

  private static boolean isJava8() {
    return System.getProperty("java.specification.version").startsWith("1.");
  }

  private static ClassLoader loader() throws IOException {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    if (!isJava8()) {
      return system;
    }
    File home = new File(System.getProperty("java.home")); // of a JDK, it is the folder jre in it
    URL[] places = {
      new File(home, "lib/tools.jar").toURI().toURL(),
      new File(home, "../lib/tools.jar").toURI().toURL()
    };
    return new URLClassLoader(places, system);
  }

  /** The ids of this user's JVMs, as far as they let themselves be found. */
  static List<String> list() throws CommandException, IOException {
    List<String> pids = new ArrayList<>();
    for (Object descriptor : (List<?>) call(method(type(), "list"), null)) {
      pids.add((String) call(method(descriptor.getClass(), "id"), descriptor));
    }
    return pids;
  }

  /**
   * @throws IOException if the JVM cannot be reached; the message says why
   */
  static AttachApi to(String pid) throws CommandException, IOException {
    Object machine = call(method(type(), "attach", String.class), null, pid);
    return new AttachApi(machine, method(type(), "detach"));
  }

  private static Method method(Class<?> owner, String name, Class<?>... parameters) {
    try {
      return owner.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // which every JDK has
    }
  }

  private static Object call(Method method, Object object, Object... arguments) throws IOException {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      String message = cause.getMessage();
      throw new IOException(message == null ? cause.toString() : message, cause);
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }

  Properties systemProperties() throws CommandException, IOException {
    return (Properties) call(method(type(), "getSystemProperties"), machine);
  }

  /** What agents leave there for whoever attaches. */
  Properties agentProperties() throws CommandException, IOException {
    return (Properties) call(method(type(), "getAgentProperties"), machine);
  }

  /** Returns when the agent's {@code agentmain} has. */
  void loadAgent(File jar, String argument) throws CommandException, IOException {
    Method load = method(type(), "loadAgent", String.class, String.class);
    call(load, machine, jar.getPath(), argument);
  }

  /**
   * What a diagnostic command answers, as {@code jcmd} shows it.
   *
   * @throws IOException if the JVM does not know it
   */
  String diagnose(String command) throws IOException {
    Method execute = method(machine.getClass(), "executeJCmd", String.class);
    try (InputStream in = (InputStream) call(execute, machine, command)) {
      return CommandLine.text(in);
    }
  }

  @Override
  public void close() throws IOException {
    call(detach, machine);
  }
}
