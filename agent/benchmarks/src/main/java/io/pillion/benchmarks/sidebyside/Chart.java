package io.pillion.benchmarks.sidebyside;

import io.pillion.benchmarks.sidebyside.Results.Spread;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one Java release as bars in SVG: a panel for each figure, a bar for each agent.
 */
final class Chart {
  private static final int COLUMNS = 3;
  private static final int PANEL_WIDTH = 420;
  private static final int BAR = 16;
  private static final int NAMES = 180;
  private static final int NUMBERS = 60;
  private static final int TITLE = 34;

  private final List<Contender> contenders;
  private final Results results;
  private final StringBuilder svg = new StringBuilder();

  Chart(List<Contender> contenders, Results results) {
    this.contenders = contenders;
    this.results = results;
  }

  String svg() {
    List<Figure> figures =
        List.of(Figure.values()).stream()
            .filter(figure -> contenders.stream().anyMatch(c -> results.values(c, figure) != null))
            .toList();
    int panelHeight = TITLE + (contenders.size() + 1) * BAR;
    int rows = (figures.size() + COLUMNS - 1) / COLUMNS;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" \
        font-size="11">
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(COLUMNS * PANEL_WIDTH, rows * panelHeight));
    for (int i = 0; i < figures.size(); i++) {
      panel(figures.get(i), i % COLUMNS * PANEL_WIDTH + 8, i / COLUMNS * panelHeight);
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(Figure figure, int x, int y) {
    text(x, y + TITLE - 14, "font-weight=\"bold\"", figure.title());
    double greatest =
        contenders.stream()
            .map(contender -> results.values(contender, figure))
            .mapToDouble(spread -> spread == null ? 0 : spread.greatest())
            .max()
            .orElse(0);
    double scale = greatest == 0 ? 0 : (PANEL_WIDTH - NAMES - NUMBERS - 16) / greatest;
    for (int i = 0; i < contenders.size(); i++) {
      bar(contenders.get(i), figure, x, y + TITLE + i * BAR, scale);
    }
  }

  /** As long as the median; a line from the least to the greatest value. */
  private void bar(Contender contender, Figure figure, int x, int y, double scale) {
    text(x, y + 9, "", contender.title());
    Spread values = results.values(contender, figure);
    if (values == null) {
      text(x + NAMES, y + 9, "fill=\"#888\"", "–");
      return;
    }
    double end = x + NAMES + values.median() * scale;
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
                + "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#333\"/>%n",
            x + NAMES,
            y,
            values.median() * scale,
            BAR - 5,
            contender.name().equals("pillion")
                ? "#2f7ed8"
                : contender.isNone() ? "#999" : "#d8a12f",
            x + NAMES + values.least() * scale,
            y + 5,
            x + NAMES + values.greatest() * scale,
            y + 5));
    double after = Math.max(end, x + NAMES + values.greatest() * scale) + 4;
    text(after, y + 9, "", Figure.number(values.median()));
  }

  private void text(double x, int y, String attributes, String text) {
    svg.append(
        String.format(
            Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" %s>%s</text>%n", x, y, attributes, text));
  }
}
