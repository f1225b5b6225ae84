package io.pillion.cli;

import io.pillion.api.ServerInstrumentation;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The table of JVMs. */
final class Listing {
  private static final String ROW = "%-8s %-12s %-10s %-28s %s%n";
  private static final int WIDEST_COMMAND = 80;

  private final PrintStream out;

  Listing(PrintStream out) {
    this.out = out;
  }

  void print() throws Refusal, IOException {
    // one that hangs is not to hold up the others; the default is 10 s
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
      try (Target jvm = Target.of(pid)) {
        row(jvm);
      } catch (Refusal refusal) {
        out.printf(ROW, pid, "-", "-", "-", "(" + refusal.getMessage() + ")");
      } catch (IOException ended) {
        // while it was looked at
      }
    }
  }

  private void row(Target jvm) throws Refusal, IOException {
    String agent = jvm.hasAgent() ? Asking.address(jvm) : "-";
    String command = jvm.command();
    if (command.length() > WIDEST_COMMAND) {
      command = command.substring(0, WIDEST_COMMAND) + "…";
    }
    out.printf(ROW, jvm.pid(), jvm.javaVersion(), servers(jvm), agent, command);
  }

  private static String servers(Target jvm) {
    List<String> found = new ArrayList<>();
    for (ServerInstrumentation plugin :
        ServiceLoader.load(ServerInstrumentation.class, Listing.class.getClassLoader())) {
      String server = jvm.server(plugin.server(), plugin.startsWith());
      if (!server.isEmpty()) {
        found.add(server);
      }
    }
    return found.isEmpty() ? "-" : String.join(" ", found);
  }
}
