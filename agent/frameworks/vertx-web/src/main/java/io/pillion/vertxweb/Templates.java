package io.pillion.vertxweb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The text of routes below the mount points of their routers. Safe for use by any thread. */
final class Templates {
  /** Sub-routers may lead back to themselves, as deep as a client wants. */
  private static final int MOST = 1000;

  private final Map<String, Map<String, String>> mounts = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> exact = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> open = new ConcurrentHashMap<>();

  /**
   * @param mount empty for none
   * @param isExact whether nothing may follow
   */
  String of(String mount, String path, boolean isExact) {
    return isExact ? known(exact, mount, path, "") : known(open, mount, path, "/*");
  }

  String mount(String mount, String path) {
    return known(mounts, mount, path, "/");
  }

  /**
   * @param end what the text ends with in the place of a slash; a slash for nothing
   */
  private static String known(
      Map<String, Map<String, String>> texts, String mount, String path, String end) {
    Map<String, String> below = texts.get(mount);
    String text = below == null ? null : below.get(path);
    if (text == null) {
      text = join(mount, path, end);
      if (texts.size() < MOST) {
        below = texts.computeIfAbsent(mount, any -> new ConcurrentHashMap<>());
        if (below.size() < MOST) {
          below.put(path, text);
        }
      }
    }
    return text;
  }

  private static String join(String mount, String path, String end) {
    String whole = mount + withBraces(path);
    if (end.isEmpty()) {
      return whole;
    }
    String closed = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    return end.equals("/") ? closed : closed + end;
  }

  /** {@code :id} as {@code {id}}. */
  private static String withBraces(String path) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      int end = path.charAt(i) == ':' ? endOfName(path, i + 1) : i;
      if (end > i + 1) {
        text.append('{').append(path, i + 1, end).append('}');
        i = end - 1;
      } else {
        text.append(path.charAt(i));
      }
    }
    return text.toString();
  }

  private static int endOfName(String path, int begin) {
    int end = begin;
    while (end < path.length() && Character.isJavaIdentifierPart(path.charAt(end))) {
      end++;
    }
    return end;
  }
}
