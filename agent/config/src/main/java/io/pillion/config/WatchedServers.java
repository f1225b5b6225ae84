package io.pillion.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which servers and frameworks are watched, beside those that the agent finds by itself: {@code
 * -undertow} leaves one out, {@code netty} takes one in that is watched only if it is named, {@code
 * jetty=wiremock.org.eclipse.jetty|wiremock.jakarta.servlet} looks for one in other packages too.
 */
public final class WatchedServers {
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> named = new ArrayList<>();
  private final Map<String, List<String>> relocated = new LinkedHashMap<>();

  private WatchedServers() {}

  static WatchedServers parse(List<String> items) {
    WatchedServers servers = new WatchedServers();
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i);
      int equals = item.indexOf('=');
      if (item.startsWith("-") && equals < 0) {
        servers.leftOut.add(item.substring(1));
      } else if (equals < 0) {
        servers.named.add(item);
      } else if (equals > 0) {
        List<String> packages = Arrays.asList(item.substring(equals + 1).split("\\|", -1));
        servers.named.add(item.substring(0, equals));
        servers.relocated.put(item.substring(0, equals), packages);
      } else {
        throw new WrongItem(i, "\"" + item + "\" is neither name, -name nor name=package");
      }
    }
    return servers;
  }

  /** Ids, without their minus. */
  public List<String> leftOut() {
    return Collections.unmodifiableList(leftOut);
  }

  /** Ids of those that are to be watched, the relocated ones included. */
  public List<String> named() {
    return Collections.unmodifiableList(named);
  }

  /** For each id the packages that the library's classes have been moved to. */
  public Map<String, List<String>> relocated() {
    return Collections.unmodifiableMap(relocated);
  }
}
