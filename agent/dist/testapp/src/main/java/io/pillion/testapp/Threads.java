package io.pillion.testapp;

import java.util.Scanner;

/** At each line of its standard input, prints the threads of the JVM: name, daemon, loader. */
public final class Threads {
  private Threads() {}

  public static void main(String[] args) {
    System.out.println("listening on 0");
    Scanner input = new Scanner(System.in, "UTF-8");
    while (input.hasNextLine()) {
      String mark = input.nextLine();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        ClassLoader loader = thread.getContextClassLoader();
        System.out.println(
            "thread="
                + thread.getName()
                + " daemon="
                + thread.isDaemon()
                + " app="
                + (loader == Threads.class.getClassLoader()));
      }
      System.out.println("done " + mark);
    }
  }
}
