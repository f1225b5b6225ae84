package io.pillion.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import javax.net.ssl.SSLException;

/**
 * {@code status} and {@code explain}: asks the agent in another JVM by HTTP, as anyone may. Only
 * the agent's address is taken from the JVM.
 */
final class DiagnosticsCommand {
  private static final String UNIX = "unix:";
  private static final int PATIENCE_MILLIS = 10_000;

  private final PrintStream out;

  DiagnosticsCommand(PrintStream out) {
    this.out = out;
  }

  void status(String pid) throws CommandException, IOException {
    try (TargetJvm jvm = TargetJvm.of(pid)) {
      requireAgent(jvm);
      out.println(pid + ", Java " + jvm.javaVersion() + ": " + jvm.command());
      out.println(
          "pillion " + jvm.agentProperty("version") + " serves metrics at " + metricsAddress(jvm));
      if (jvm.agentProperty("address") != null) {
        out.print(get(jvm, "-/instrumentation"));
      } else {
        throw CommandException.failed("its stderr says why it serves none");
      }
    }
  }

  void explain(String pid, String method, String path) throws CommandException, IOException {
    try (TargetJvm jvm = TargetJvm.of(pid)) {
      requireAgent(jvm);
      String query =
          "?method="
              + URLEncoder.encode(method, "UTF-8")
              + "&path="
              + URLEncoder.encode(path, "UTF-8");
      out.print(get(jvm, "-/explain" + query));
    }
  }

  static void requireAgent(TargetJvm jvm) throws CommandException, IOException {
    if (!jvm.hasAgent()) {
      throw CommandException.failed(
          "JVM " + jvm.pid() + " has no agent; java -jar pillion-agent.jar attach " + jvm.pid());
    }
  }

  /** Where the agent listens, or that it does not, in words for the user. */
  static String address(TargetJvm jvm) throws CommandException, IOException {
    String address = jvm.agentProperty("address");
    return address == null ? "no port, its stderr says why" : address;
  }

  private static String metricsAddress(TargetJvm jvm) throws CommandException, IOException {
    String address = address(jvm);
    return address.startsWith("http") ? address + "metrics" : address;
  }

  private static String get(TargetJvm jvm, String pathAndQuery)
      throws CommandException, IOException {
    String address = address(jvm);
    if (address.startsWith(UNIX)) {
      throw CommandException.failed(
          "the agent listens on a Unix domain socket; ask it by curl --unix-socket "
              + address.substring(UNIX.length())
              + " 'http://localhost/"
              + pathAndQuery
              + "'");
    }
    String near = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
    URL url = new URL(near + pathAndQuery);
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        return CommandLine.text(in);
      }
    } catch (FileNotFoundException older) {
      throw CommandException.failed(
          "the agent " + jvm.agentProperty("version") + " does not know " + url.getPath());
    } catch (SSLException closed) {
      throw CommandException.failed(isClosed(url, closed.getMessage()));
    } catch (IOException failure) {
      if (String.valueOf(failure.getMessage()).contains("response code: 401")) {
        throw CommandException.failed(isClosed(url, "401 Unauthorized"));
      }
      throw CommandException.failed(
          "the agent of JVM "
              + jvm.pid()
              + " does not answer at "
              + url
              + ": "
              + failure.getMessage()
              + "; in a container it listens inside of it");
    }
  }

  private static String isClosed(URL url, String reason) {
    return "the agent's port is closed by its setting web.config ("
        + reason
        + "); ask it yourself, with the certificate or password that the file there wants, as in"
        + " curl --cacert FILE --user NAME '"
        + url
        + "'";
  }
}
