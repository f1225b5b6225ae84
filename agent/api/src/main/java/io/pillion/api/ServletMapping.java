package io.pillion.api;

import java.util.List;

/**
 * Finds which of a servlet's mappings has matched (Servlet 6.1, 12.1 and 12.2), where the container
 * does not say.
 */
public final class ServletMapping {
  /** The mapping of the default servlet. */
  private static final String DEFAULT = "/";

  private ServletMapping() {}

  /** The servlet has one mapping, or none: {@link #of(List)} knows it without the path. */
  public static boolean isPlain(List<String> declared) {
    return declared.size() < 2;
  }

  /**
   * @param declared that {@link #isPlain}
   * @return as declared
   */
  public static String of(List<String> declared) {
    return declared.isEmpty() ? DEFAULT : declared.get(0);
  }

  /**
   * @param declared of the servlet that answers
   * @param servletPath the part of the path that the mapping has matched
   * @param pathInfo the part behind it, or null
   * @return as declared
   */
  public static String of(List<String> declared, String servletPath, String pathInfo) {
    for (int i = 0; i < declared.size(); i++) {
      String pattern = declared.get(i);
      boolean root = pattern.isEmpty() && servletPath.isEmpty() && "/".equals(pathInfo);
      if (root || (pathInfo == null && pattern.equals(servletPath))) {
        return pattern;
      }
    }
    for (int i = 0; i < declared.size(); i++) {
      String pattern = declared.get(i);
      if (pattern.length() == servletPath.length() + 2
          && pattern.startsWith(servletPath)
          && pattern.endsWith("/*")) {
        return pattern;
      }
    }
    for (int i = 0; i < declared.size(); i++) {
      String pattern = declared.get(i);
      int suffix = pattern.length() - 1;
      if (pattern.startsWith("*.")
          && servletPath.regionMatches(servletPath.length() - suffix, pattern, 1, suffix)) {
        return pattern;
      }
    }
    return DEFAULT;
  }
}
