package io.pillion.testapp;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.logging.LogManager;

/**
 * {@code LogManagers FOLDER NAME}: has a log manager that only a class loader of its own sees, as
 * WildFly has. Names and uses the manager when its standard input has a byte, and prints which one
 * is in force.
 */
public final class LogManagers {
  private LogManagers() {}

  public static void main(String[] args) throws Exception {
    System.out.println("listening on 0");
    System.in.read();
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", args[1]);
    }
    URL[] folder = {new File(args[0]).toURI().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(folder));
    System.out.println("logging by " + LogManager.getLogManager().getClass().getName());
    while (System.in.read() >= 0) {
      // until the test closes the pipe
    }
  }
}
