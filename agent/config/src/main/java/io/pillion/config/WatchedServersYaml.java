package io.pillion.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** From {@code {relocated: [wiremock.org.eclipse.jetty]}} to a text of {@link WatchedServers}. */
final class WatchedServersYaml {
  private static final String RELOCATED = "relocated";

  private WatchedServersYaml() {}

  /** Throws what {@link YamlNode} throws. */
  static String text(YamlNode server) {
    server.requireKnown(Collections.singletonList(RELOCATED));
    if (!server.has(RELOCATED)) {
      throw server.wrong(
          "the key relocated is missing; allowed is {relocated: wiremock.org.eclipse.jetty}");
    }
    List<String> packages = new ArrayList<>();
    for (YamlNode name : server.entry(RELOCATED).items()) {
      packages.add(name.text());
    }
    return String.join("|", packages);
  }
}
