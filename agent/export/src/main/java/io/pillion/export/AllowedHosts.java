package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Answers those who mean this machine. A web page that has its own name resolve to this address
 * (DNS rebinding) has a browser ask with that name in {@code Host}: it is told nothing.
 */
final class AllowedHosts implements Handler {
  private final Handler next;
  private final Set<String> allowed = new HashSet<>();

  /** The machine's names. Found when they are first needed: a name server may take its time. */
  private volatile Set<String> ownNames;

  /**
   * @param allowed names besides addresses, {@code localhost} and the machine's own; {@code *.a.b}
   *     for all below {@code a.b}, {@code *} for every name
   */
  AllowedHosts(Collection<String> allowed, Handler next) {
    this.next = next;
    for (String name : allowed) {
      this.allowed.add(normal(name));
    }
  }

  @Override
  public Response handle(Request request) {
    String host = request.header("Host");
    if (host == null || isAllowed(normal(withoutPort(host)))) {
      return next.handle(request); // only HTTP/1.0 has no Host, and no browser speaks that
    }
    return Response.text(
        421,
        "This is not a host that the agent answers for. Allowed are addresses, localhost, the"
            + " machine's names, and those of the setting allowed.hosts.\n");
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private boolean isAllowed(String name) {
    if (isAddress(name) || name.equals("localhost") || name.endsWith(".localhost")) {
      return true; // RFC 6761 section 6.3
    }
    if (allowed.contains(name) || allowed.contains("*")) {
      return true;
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (allowed.contains("*" + name.substring(dot))) {
        return true;
      }
    }
    return ownNames().contains(name);
  }

  /** An IPv6 address in brackets, or an IPv4 address (RFC 3986 section 3.2.2). */
  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private Set<String> ownNames() {
    Set<String> known = ownNames;
    if (known == null) {
      known = new HashSet<>();
      try {
        Path kernel = Paths.get("/proc/sys/kernel/hostname");
        if (Files.isReadable(kernel)) {
          known.add(normal(new String(Files.readAllBytes(kernel), StandardCharsets.UTF_8).trim()));
        }
        InetAddress own = InetAddress.getLocalHost();
        known.add(normal(own.getHostName()));
        known.add(normal(own.getCanonicalHostName()));
      } catch (IOException noSuchName) {
        // Then the machine has no name, or only that which the kernel knows.
      }
      ownNames = known;
    }
    return known;
  }
}
