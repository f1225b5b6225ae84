package io.pillion.cli;

import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** Without arguments: prints a table of the JVMs that the user may attach to. */
final class ListCommand {
  private static final String ROW = "%-8s %-12s %-10s %-28s %s%n";
  private static final int WIDEST_COMMAND = 80;

  private final PrintStream out;

  ListCommand(PrintStream out) {
    this.out = out;
  }

  void print() throws CommandException, IOException {
    // A JVM that hangs must not hold up the others; the default is 10 s.
    System.setProperty("sun.tools.attach.attachTimeout", "2000");
    String self = ManagementFactory.getRuntimeMXBean().getName().split("@", 2)[0];
    List<String> pids = new ArrayList<>(AttachApi.list());
    pids.remove(self);
    pids.sort(Comparator.comparingLong(Long::parseLong));
    if (pids.isEmpty()) {
      out.println("there is no JVM that you may attach to; --help tells more");
      return;
    }
    out.printf(ROW, "PID", "JAVA", "SERVER", "AGENT", "MAIN");
    for (String pid : pids) {
      try (TargetJvm jvm = TargetJvm.of(pid)) {
        row(jvm);
      } catch (CommandException failure) {
        out.printf(ROW, pid, "-", "-", "-", "(" + failure.getMessage() + ")");
      } catch (IOException ended) {
        // The JVM ended while it was looked at.
      }
    }
  }

  private void row(TargetJvm jvm) throws CommandException, IOException {
    String agent = jvm.hasAgent() ? DiagnosticsCommand.address(jvm) : "-";
    String command = jvm.command();
    if (command.length() > WIDEST_COMMAND) {
      command = command.substring(0, WIDEST_COMMAND) + "…";
    }
    out.printf(ROW, jvm.pid(), jvm.javaVersion(), servers(jvm), agent, command);
  }

  private static String servers(TargetJvm jvm) {
    Set<String> found = new LinkedHashSet<>();
    for (Plugin plugin : ServiceLoader.load(Plugin.class, ListCommand.class.getClassLoader())) {
      for (Variant variant : plugin.variants()) {
        if (variant.startsWith() != null) {
          found.add(jvm.server(plugin.id(), variant.startsWith()));
        }
      }
    }
    found.remove("");
    if (found.size() > 1) {
      found.remove(TargetJvm.UNKNOWN_SERVER);
    }
    return found.isEmpty() ? "-" : String.join(" ", found);
  }
}
