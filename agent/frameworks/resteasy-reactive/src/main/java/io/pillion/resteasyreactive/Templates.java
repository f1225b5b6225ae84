package io.pillion.resteasyreactive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;

/** The text of the paths of resources. Safe for use by any thread. */
final class Templates {
  /** Sub-resources may lead back to themselves, as deep as a client wants. */
  private static final int MOST = 1000;

  private final Map<String, Map<RuntimeResource, String>> known = new ConcurrentHashMap<>();

  /**
   * @param above what stands before the resource's paths
   */
  String of(String above, RuntimeResource resource) {
    Map<RuntimeResource, String> below = known.get(above);
    String text = below == null ? null : below.get(resource);
    if (text == null) {
      text = join(join(above, resource.getClassPath()), resource.getPath());
      if (known.size() < MOST) {
        known.computeIfAbsent(above, any -> new ConcurrentHashMap<>()).put(resource, text);
      }
    }
    return text;
  }

  private static String join(String above, URITemplate path) {
    String closed = above.endsWith("/") ? above.substring(0, above.length() - 1) : above;
    if (path == null || path.template.isEmpty() || path.template.equals("/")) {
      return closed.isEmpty() ? "/" : closed;
    }
    return path.template.startsWith("/") ? closed + path.template : closed + "/" + path.template;
  }
}
