package io.pillion.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;

/** Reads the arguments of {@code java -jar pillion-agent.jar}, and does what they say. */
public final class CommandLine {
  private static final String TRY = "; java -jar pillion-agent.jar --help tells more";

  private final File jar;
  private final PrintStream out;

  private CommandLine(File jar, PrintStream out) {
    this.jar = jar;
    this.out = out;
  }

  /**
   * Called by {@code boot}, by reflection.
   *
   * @param jar the agent's
   * @return the exit code
   */
  public static int run(File jar, String[] arguments, PrintStream out, PrintStream err) {
    try {
      new CommandLine(jar, out).run(Arrays.asList(arguments));
      return 0;
    } catch (CommandException failure) {
      err.println(failure.getMessage());
      return failure.exitCode();
    } catch (IOException failure) {
      err.println(failure.toString());
      return CommandException.FAILED;
    }
  }

  private void run(List<String> arguments) throws CommandException, IOException {
    if (arguments.isEmpty()) {
      new ListCommand(out).print();
      return;
    }
    List<String> rest = arguments.subList(1, arguments.size());
    switch (arguments.get(0)) {
      case "attach":
        requireAtLeast(1, rest, "attach PID [KEY=VALUE ...]");
        new AttachCommand(jar, out).attach(pid(rest), rest.subList(1, rest.size()));
        break;
      case "detach":
        require(1, rest, "detach PID");
        new AttachCommand(jar, out).detach(pid(rest));
        break;
      case "status":
        require(1, rest, "status PID");
        new DiagnosticsCommand(out).status(pid(rest));
        break;
      case "explain":
        require(3, rest, "explain PID METHOD PATH");
        new DiagnosticsCommand(out).explain(pid(rest), rest.get(1), rest.get(2));
        break;
      case "--help":
      case "-h":
      case "help":
        out.print(help());
        break;
      case "--version":
        String first = help().split(":", 2)[0];
        out.println(first);
        break;
      default:
        throw CommandException.usage(
            "there is no command \""
                + arguments.get(0)
                + "\"; there are attach, detach, status, explain, and none for a list of JVMs"
                + TRY);
    }
  }

  private static void require(int count, List<String> arguments, String form)
      throws CommandException {
    requireAtLeast(count, arguments, form);
    if (arguments.size() > count) {
      throw CommandException.usage(
          "\"" + arguments.get(count) + "\" is too much; it is: " + form + TRY);
    }
  }

  private static void requireAtLeast(int count, List<String> arguments, String form)
      throws CommandException {
    if (arguments.size() < count) {
      throw CommandException.usage("something is missing; it is: " + form + TRY);
    }
  }

  private static String pid(List<String> arguments) throws CommandException {
    String pid = arguments.get(0);
    if (!pid.matches("[1-9][0-9]{0,9}")) {
      throw CommandException.usage(
          "\""
              + pid
              + "\" is no process id; a whole number is wanted, as in the list of JVMs"
              + TRY);
    }
    return pid;
  }

  private static String help() throws IOException {
    try (InputStream in = CommandLine.class.getResourceAsStream("/io/pillion/cli/help.txt")) {
      return text(in).replace("\n", System.lineSeparator());
    }
  }

  /** All that comes, in UTF-8. */
  static String text(InputStream in) {
    Scanner all = new Scanner(in, "UTF-8").useDelimiter("\\A");
    return all.hasNext() ? all.next() : "";
  }
}
