package io.pillion.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Variables of frameworks that do not write them in braces. Safe for use by any thread. */
public final class PathVariables {
  /** An app has few templates; what there is no room for is made anew each time. */
  private static final int MOST = 1000;

  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private PathVariables() {}

  /**
   * @param template such as {@code /orders/:id} or {@code /files/<path>}
   * @return such as {@code /orders/{id}} or {@code /files/{path}}
   */
  public static String inBraces(String template) {
    if (template.indexOf(':') < 0 && template.indexOf('<') < 0) {
      return template;
    }
    String known = KNOWN.get(template);
    return known != null ? known : remember(template);
  }

  private static String remember(String template) {
    StringBuilder braced = new StringBuilder(template.length() + 8);
    boolean inVariable = false;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == ':' && (i == 0 || template.charAt(i - 1) == '/')) {
        inVariable = true;
        braced.append('{');
      } else {
        braced.append(inVariable && c == '/' ? "}" : "");
        inVariable &= c != '/';
        braced.append(c == '<' ? '{' : c == '>' ? '}' : c);
      }
    }
    String made = braced.append(inVariable ? "}" : "").toString();
    if (KNOWN.size() < MOST) {
      KNOWN.put(template, made);
    }
    return made;
  }
}
