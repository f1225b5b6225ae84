package io.pillion.boot;

import java.io.File;
import java.io.PrintStream;

/**
 * The command line, {@code java -jar pillion-agent.jar}: lists JVMs, attaches to them, asks them.
 * Its code is in a room of its own, {@code io.pillion.cli}, which no app ever loads.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments, System.out, System.err));
  }

  /**
   * Does what the arguments say, in this JVM.
   *
   * @param out takes what was asked for
   * @param err takes why it could not be done
   * @return the exit code: 0 done, 1 could not be done, 2 arguments that mean nothing
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
    File jar = AgentClassLoader.ownJar();
    ClassLoader loader = new AgentClassLoader(jar);
    return (Integer)
        Class.forName("io.pillion.cli.CommandLine", true, loader)
            .getMethod("run", File.class, String[].class, PrintStream.class, PrintStream.class)
            .invoke(null, jar, arguments, out, err);
  }
}
