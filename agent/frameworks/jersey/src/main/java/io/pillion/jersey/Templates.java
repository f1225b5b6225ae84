package io.pillion.jersey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.uri.UriTemplate;

/** The text of templates that have matched one below the other. Safe for use by any thread. */
final class Templates {
  /** Sub-resources may lead back to themselves, as deep as a client wants. */
  private static final int MOST = 1000;

  private final Map<List<UriTemplate>, String> known = new ConcurrentHashMap<>();

  /**
   * @param matched the last that has matched is the first
   */
  String of(List<UriTemplate> matched) {
    String text = known.get(matched);
    if (text == null) {
      text = join(matched);
      if (known.size() < MOST) {
        known.put(new ArrayList<>(matched), text);
      }
    }
    return text;
  }

  private static String join(List<UriTemplate> matched) {
    StringBuilder text = new StringBuilder();
    for (int i = matched.size() - 1; i >= 0; i--) {
      String template = matched.get(i).getTemplate();
      boolean endsWithSlash = text.length() > 0 && text.charAt(text.length() - 1) == '/';
      if (endsWithSlash && template.startsWith("/")) {
        text.setLength(text.length() - 1);
      } else if (!endsWithSlash && !template.isEmpty() && !template.startsWith("/")) {
        text.append('/');
      }
      text.append(template);
    }
    return text.length() == 0 ? "/" : text.toString();
  }
}
