package io.pillion.cli;

import io.pillion.config.Settings;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** {@code attach} and {@code detach}: puts the agent into a running JVM, and takes it out. */
final class AttachCommand {
  private static final String CONFIG = "config=";
  private static final String WEB_CONFIG = "web.config=";

  private final File jar;
  private final PrintStream out;

  AttachCommand(File jar, PrintStream out) {
    this.jar = jar;
    this.out = out;
  }

  /**
   * @param settings each {@code key=value}
   */
  void attach(String pid, List<String> settings) throws CommandException, IOException {
    String arguments = check(settings);
    try (TargetJvm jvm = TargetJvm.of(pid)) {
      jvm.requireJava();
      if (jvm.hasAgent()) {
        throw CommandException.failed(
            "JVM "
                + pid
                + " has the agent already, version "
                + jvm.agentProperty("version")
                + " at "
                + DiagnosticsCommand.address(jvm)
                + "; to change its settings, detach it first");
      }
      String self = String.valueOf(System.nanoTime()) + new Object().hashCode();
      jvm.load(jar, "@jar " + jar + "\n" + arguments + ",@by=" + self);
      if (jvm.hasAgent() && !self.equals(jvm.agentProperty("by"))) {
        throw CommandException.failed(
            "JVM " + pid + " has the agent already: another attach came first; status " + pid);
      }
      if (jvm.agentProperty("said") == null && jvm.hasAgent()) {
        throw CommandException.failed(
            "the agent is in JVM "
                + pid
                + ", but has not come so far as to serve metrics; its stderr says when, and status "
                + pid
                + " where");
      }
      if (!jvm.hasAgent()) {
        throw CommandException.failed(
            "the agent has not started in JVM "
                + pid
                + ": it is switched off there by the setting enabled (pillion.enabled,"
                + " PILLION_ENABLED or its file), or says on that JVM's stderr why");
      }
      out.println("attached to " + pid + ", Java " + jvm.javaVersion() + ": " + jvm.command());
      for (String line : jvm.agentProperty("said").split("\n", -1)) {
        out.println(line);
      }
      String watches = jvm.agentProperty("watches");
      out.println(
          watches.isEmpty()
              ? "watches no server yet: none that it knows is loaded; one that comes is watched"
              : "watches " + watches);
      if (jvm.agentProperty("address") == null) {
        throw CommandException.failed(
            "no metrics are served so far, and the agent tries again; what it needs may come, or detach "
                + pid
                + " and attach it with other settings");
      }
    }
  }

  /**
   * Has the agent's own code look for mistakes in the settings, before it is in the app.
   *
   * @return the settings as agent arguments
   */
  private static String check(List<String> settings) throws CommandException {
    List<String> problems = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (String setting : settings) {
      if (setting.indexOf('=') < 1) {
        problems.add("\"" + setting + "\" is not of the form key=value");
      } else if (setting.startsWith(CONFIG) || setting.startsWith(WEB_CONFIG)) {
        // A path is relative to where the user is, not the app. The app's JVM reads the file.
        int value = setting.indexOf('=') + 1;
        File file = new File(setting.substring(value));
        arguments.add(setting.substring(0, value) + file.getAbsolutePath());
      } else {
        arguments.add(setting);
        known.add(setting);
      }
    }
    Settings.read(
        String.join(",", known),
        new Properties(),
        Collections.<String, String>emptyMap(),
        problems::add);
    if (!problems.isEmpty()) {
      throw CommandException.usage(String.join(System.lineSeparator(), problems));
    }
    return String.join(",", arguments);
  }

  void detach(String pid) throws CommandException, IOException {
    try (TargetJvm jvm = TargetJvm.of(pid)) {
      DiagnosticsCommand.requireAgent(jvm);
      jvm.load(jar, "@detach");
      if (jvm.hasAgent()) {
        throw CommandException.failed("the agent is still in JVM " + pid + "; its stderr says why");
      }
      out.println("detached from " + pid + ": " + jvm.command());
    }
  }
}
