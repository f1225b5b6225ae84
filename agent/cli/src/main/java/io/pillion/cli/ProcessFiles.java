package io.pillion.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * What Linux tells of a process in {@code /proc}: asked before anything is sent to it. A process
 * that is no JVM, or is one without a handler of SIGQUIT, would end by an attempt to attach.
 */
final class ProcessFiles {
  private static final Path ALL = Paths.get("/proc");

  /** SIGQUIT is signal 3, that is: bit 2 of the mask. */
  private static final int SIGQUIT_BIT = 2;

  private final String pid;
  private final Path folder;

  ProcessFiles(String pid) {
    this.pid = pid;
    this.folder = ALL.resolve(pid);
  }

  /** Whether this system has {@code /proc}. */
  static boolean exist() {
    return Files.exists(ALL.resolve("self/maps"));
  }

  /**
   * @throws CommandException if to attach would fail, or harm the process
   */
  void check() throws CommandException {
    if (!exist()) {
      return;
    }
    if (!Files.exists(folder)) {
      throw CommandException.failed(
          "there is no process "
              + pid
              + " here; a JVM in a container has another pid outside of it than inside, and is seen"
              + " from inside, or from the container's host");
    }
    try {
      String me = System.getProperty("user.name");
      String owner = Files.getOwner(folder).getName();
      if (!owner.equals(me) && !me.equals("root")) {
        throw CommandException.failed(
            "process "
                + pid
                + " is of the user "
                + owner
                + " and you are "
                + me
                + "; run this as "
                + owner
                + ", or as root");
      }
      checkJvm();
    } catch (IOException ended) {
      throw CommandException.failed("process " + pid + " cannot be looked at: " + ended);
    }
  }

  private void checkJvm() throws IOException, CommandException {
    if (!read("maps").contains("/libjvm.")) {
      throw CommandException.failed(
          "process "
              + pid
              + " is no JVM, but "
              + read("comm").trim()
              + "; without arguments, java -jar pillion-agent.jar lists those that are");
    }
    if ((read("cmdline") + read("environ")).contains("-XX:+DisableAttachMechanism")) {
      throw CommandException.failed(disabled(pid));
    }
    String caught = read("status").replaceAll("(?s).*SigCgt:\\s*(\\p{XDigit}+).*", "$1");
    if (!new BigInteger(caught, 16).testBit(SIGQUIT_BIT)) {
      throw CommandException.failed(
          "JVM "
              + pid
              + " does not listen for who attaches: it was started with -Xrs, or is just"
              + " about to start");
    }
  }

  static String disabled(String pid) {
    return "JVM "
        + pid
        + " forbids to attach: it was started with -XX:+DisableAttachMechanism;"
        + " start it without, or with -javaagent:pillion-agent.jar";
  }

  /**
   * @throws CommandException if the jar is not in the process's file system at this path
   */
  void checkSees(Path jar) throws CommandException {
    Path there = folder.resolve("root" + jar);
    try {
      Path own = Files.readSymbolicLink(ALL.resolve("self/ns/mnt"));
      if (!own.equals(Files.readSymbolicLink(folder.resolve("ns/mnt"))) && !Files.exists(there)) {
        throw CommandException.failed(
            "JVM "
                + pid
                + " is in a container that has no "
                + jar
                + "; copy the jar there, to the same path, or run this inside of the container");
      }
    } catch (IOException | UnsupportedOperationException noNamespaces) {
      // Loading the agent will tell.
    }
  }

  private String read(String file) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
  }
}
