package io.pillion.metrics;

import java.util.Collections;

/** What an app's routing has matched of a request, as the label of its route. */
final class Match {
  /** What kind of routing, what knows better later. */
  enum Kind {
    MAPPING("the servlet mapping "),
    PREFIX("the prefix "),
    PATH("the path "),
    TEMPLATE("the template "),
    FRAMEWORK("");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static final Match NOTHING = new Match(null, null, "", Routes.EVERYTHING, true, true);
  static final Match TOO_LONG = new Match(null, null, "", LabelValues.OTHER, false, false);

  private final Kind kind;
  private final String framework;
  private final String prefix;
  private final String label;
  private final boolean open;
  private final boolean nothing;

  private Match(
      Kind kind, String framework, String prefix, String label, boolean open, boolean nothing) {
    this.kind = kind;
    this.framework = framework;
    this.prefix = prefix;
    this.label = label.length() > Routes.LONGEST ? LabelValues.OTHER : label;
    this.open = open;
    this.nothing = nothing;
  }

  /** This, and what was matched behind it. */
  Match and(Kind further, String text, String byFramework) {
    Match longer = join(further, text, byFramework);
    return longer.label.equals(LabelValues.OTHER) ? TOO_LONG : longer;
  }

  private Match join(Kind further, String text, String byFramework) {
    String whole = join(text);
    if (further == Kind.PREFIX) {
      return open(further, whole);
    }
    if (further == Kind.PATH) {
      return new Match(further, null, whole, whole, false, false);
    }
    if (further == Kind.MAPPING) {
      return mapping(text);
    }
    // A template is not part of the prefix of what is routed below it: that is matched anew.
    String named = further == Kind.FRAMEWORK ? withPlainVariables(whole) : whole;
    boolean everything = further == Kind.FRAMEWORK && text.equals("/**"); // Spring's for files
    return new Match(further, byFramework, prefix, named, false, everything);
  }

  /** Servlet 6.1, 12.2. */
  private Match mapping(String pattern) {
    if (pattern.equals("/")) {
      return new Match(Kind.MAPPING, null, prefix, prefix + "/*", true, true);
    }
    if (pattern.endsWith("/*")) {
      return open(Kind.MAPPING, prefix + pattern.substring(0, pattern.length() - 2));
    }
    String whole = join(pattern);
    return new Match(Kind.MAPPING, null, prefix, whole, pattern.startsWith("*."), false);
  }

  private static Match open(Kind kind, String path) {
    String prefix = withoutTrailingSlashes(path);
    return new Match(kind, null, prefix, prefix + "/*", true, false);
  }

  private String join(String path) {
    return path.startsWith("/") ? prefix + path : prefix + "/" + path;
  }

  /** {@code {id:[0-9]{2}}} and {@code {*id}} as {@code {id}}. */
  private static String withPlainVariables(String template) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    boolean inName = true;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      depth += c == '{' ? 1 : 0;
      inName = depth == 0 || (depth == 1 && (c == '{' || (inName && c != ':')));
      if (depth == 0 || (inName && !(c == '*' && template.charAt(i - 1) == '{'))) {
        plain.append(c);
      } else if (c == '}' && depth == 1) {
        plain.append(c);
      }
      depth -= c == '}' && depth > 0 ? 1 : 0;
    }
    return plain.toString();
  }

  Kind kind() {
    return kind;
  }

  /** The value of the label {@code route}. */
  String label() {
    return label;
  }

  /** No more than a prefix or an extension. */
  boolean isOpen() {
    return open;
  }

  /**
   * Whether a status says that nothing has matched such a request after all: it tells where no
   * routing was seen, or the default servlet or a framework's handler for all else found nothing.
   */
  boolean isUndoneBy(int status) {
    return nothing && (status == 404 || (status == 405 && kind != Kind.MAPPING));
  }

  /** In words for a user. */
  String words(String text) {
    return (framework == null ? kind.words : framework + "'s ") + text;
  }

  /**
   * What is left to be matched of a path, or null if this does not match it.
   *
   * @param text what was matched when this was made
   */
  String left(String path, String text) {
    String stripped = withoutTrailingSlashes(path);
    String closed = stripped.isEmpty() ? "/" : stripped;
    if (kind == Kind.PREFIX || (kind == Kind.MAPPING && text.endsWith("/*"))) {
      String taken =
          withoutTrailingSlashes(kind == Kind.PREFIX ? text : text.substring(0, text.length() - 2));
      boolean under = new PathPatterns(Collections.singletonList(taken + "/*")).matches(path);
      return under ? path.substring(taken.length()) : null;
    }
    if (kind == Kind.MAPPING) {
      boolean matches =
          text.equals("/")
              || path.equals(text)
              || (text.startsWith("*.") && path.endsWith(text.substring(1)));
      return matches ? path : null;
    }
    String rooted = text.startsWith("/") ? text : "/" + text;
    if (kind == Kind.PATH) {
      return rooted.equals(closed) ? "" : null;
    }
    String template = withPlainVariables(rooted).replaceAll("/\\*\\*$", "/*");
    return PathTemplates.of(template).match(closed) >= 0 ? path : null;
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
