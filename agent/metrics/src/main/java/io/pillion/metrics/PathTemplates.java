package io.pillion.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Templates such as {@code /orders/{id}} that a user gave for an app that routes by hand. A segment
 * in braces matches any one segment that is not empty, a {@code *} at the end any rest. Of several
 * that match, the one with a literal segment where the others have a variable wins, from the left.
 */
final class PathTemplates {
  private static final class Template implements Comparable<Template> {
    final String text;
    final String[] segments;
    final boolean open;

    Template(String text) {
      this.text = text;
      this.open = text.endsWith("/*");
      String fixed = open ? text.substring(0, text.length() - 2) : text;
      this.segments = fixed.split("/", -1);
    }

    static boolean isVariable(String segment) {
      return segment.startsWith("{") && segment.endsWith("}");
    }

    /** Compares in place: nothing is cut from the path. */
    boolean matches(String path) {
      int at = 0;
      for (int i = 0; i < segments.length; i++) {
        if (at > path.length()) {
          return false;
        }
        int slash = path.indexOf('/', at);
        int end = slash < 0 ? path.length() : slash;
        String segment = segments[i];
        boolean fits =
            isVariable(segment)
                ? end > at
                : end - at == segment.length() && path.startsWith(segment, at);
        if (!fits) {
          return false;
        }
        at = end + 1;
      }
      return open || at > path.length();
    }

    /** Negative if this is the more specific. */
    @Override
    public int compareTo(Template other) {
      for (int i = 0; i < Math.min(segments.length, other.segments.length); i++) {
        int difference = Boolean.compare(isVariable(segments[i]), isVariable(other.segments[i]));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(other.segments.length, segments.length);
    }
  }

  private final List<Template> templates = new ArrayList<>();

  PathTemplates(List<String> texts) {
    for (String text : texts) {
      templates.add(new Template(text));
    }
    Collections.sort(templates);
  }

  static PathTemplates of(String text) {
    return new PathTemplates(Collections.singletonList(text));
  }

  int size() {
    return templates.size();
  }

  String get(int number) {
    return templates.get(number).text;
  }

  /** The number of the most specific template that matches, or -1; null matches none. */
  int match(String path) {
    for (int i = 0; path != null && i < templates.size(); i++) {
      if (templates.get(i).matches(path)) {
        return i;
      }
    }
    return -1;
  }
}
