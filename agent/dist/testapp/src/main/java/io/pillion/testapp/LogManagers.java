package io.pillion.testapp;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;

/**
 * {@code LogManagers FOLDER NAME}: has a log manager that only a class loader of its own sees, as
 * WildFly has, and prints which one is in force.
 */
public final class LogManagers {
  private LogManagers() {}

  public static void main(String[] args) throws Exception {
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", args[1]);
    }
    awaitOthers();
    URL[] folder = {new File(args[0]).toURI().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(folder));
    System.out.println("logging by " + LogManager.getLogManager().getClass().getName());
    while (System.in.read() >= 0) {
      // until the test closes the pipe
    }
  }

  /** Gives whoever else wants to log in this JVM the time to do so first, if it dares to. */
  private static void awaitOthers() {
    boolean settled = false;
    while (!settled) {
      LockSupport.parkNanos(1_000_000);
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        boolean waits =
            thread.getName().equals("pillion") && thread.getState() == Thread.State.TIMED_WAITING;
        settled |= waits || thread.getName().equals("HTTP-Dispatcher");
      }
    }
  }
}
