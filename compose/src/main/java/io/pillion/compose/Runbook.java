package io.pillion.compose;

import java.util.Locale;

/**
 * The section "What to do" of the stack's README as a page that alerts can link to: {@code
 * #higherrorratio} is the place of HighErrorRatio, as it is where a repository shows the file.
 *
 * <p>Knows the Markdown of that section alone: headings, paragraphs, code, links.
 */
final class Runbook {
  private static final String BEGIN = "### What to do\n";
  private static final String END = "\n## ";

  private Runbook() {}

  /**
   * The whole page.
   *
   * @throws IllegalArgumentException if {@code readme} has no such section
   */
  static String page(String readme) {
    int begin = readme.indexOf(BEGIN);
    if (begin < 0) {
      throw new IllegalArgumentException("no section \"" + BEGIN.strip() + "\"");
    }
    int end = readme.indexOf(END, begin);
    String section = readme.substring(begin + BEGIN.length(), end < 0 ? readme.length() : end);
    var page =
        new StringBuilder(
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,">
            <title>What to do</title>
            <style>
              :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
              body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
              h2:target { border-left: .4rem solid #d90; padding-left: .6rem; }
            </style>
            <h1>What to do</h1>
            """);
    for (String block : section.split("\n\n|(?<=\n)(?=#### )", -1)) {
      append(page, block.strip());
    }
    return page.append("</html>\n").toString();
  }

  private static void append(StringBuilder page, String block) {
    String heading = "#### ";
    if (block.startsWith(heading)) {
      String[] parts = block.substring(heading.length()).split("\n", 2);
      String id = parts[0].toLowerCase(Locale.ROOT).replace(' ', '-');
      page.append("<h2 id=\"").append(id).append("\">").append(text(parts[0])).append("</h2>\n");
      append(page, parts.length > 1 ? parts[1] : "");
    } else if (!block.isEmpty()) {
      page.append("<p>").append(text(block)).append("</p>\n");
    }
  }

  private static String text(String markdown) {
    return markdown
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("`([^`]+)`", "<code>$1</code>")
        .replaceAll("\\[([^]]+)]\\((https?:[^)\"]+)\\)", "<a href=\"$2\">$1</a>")
        // A file beside the README: the page has none.
        .replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1")
        .replaceAll("\\*([^*]+)\\*", "<em>$1</em>");
  }
}
