package io.pillion.benchmarks.sidebyside;

import io.pillion.benchmarks.sidebyside.Figure.Show;
import io.pillion.benchmarks.sidebyside.Results.Spread;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The figures of an app on one Java release as a table in Markdown. */
final class Report {
  private final String title;
  private final List<Contender> contenders;
  private final Results results;

  Report(String title, List<Contender> contenders, Results results) {
    this.title = title;
    this.contenders = contenders;
    this.results = results;
  }

  String markdown() throws IOException {
    StringBuilder text = new StringBuilder("**" + title + "**\n\n| |");
    for (Contender contender : contenders) {
      text.append(' ').append(contender.titleAndVersion()).append(" |");
    }
    text.append("\n|---|").append("--:|".repeat(contenders.size())).append('\n');
    for (Figure figure : Figure.values()) {
      if (contenders.stream().anyMatch(each -> results.values(each, figure) != null)) {
        text.append("| ").append(figure.title()).append(" |");
        contenders.forEach(each -> text.append(' ').append(cell(each, figure)).append(" |"));
        text.append('\n');
      }
    }
    results
        .failures()
        .forEach((name, why) -> text.append("\n`").append(name).append("`: ").append(line(why)));
    return text.append('\n').toString();
  }

  private static String line(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" / "));
  }

  private String cell(Contender contender, Figure figure) {
    Spread values = results.values(contender, figure);
    if (values == null) {
      return results.failures().containsKey(contender.name()) ? "failed" : "–";
    }
    Spread added = results.added(contender, figure);
    if (contender.isNone() || figure.show() == Show.VALUE || added == null) {
      return cell(values, Figure::number);
    }
    return cell(added, value -> signed(value, figure.show()));
  }

  private static String cell(Spread spread, DoubleFunction<String> text) {
    String median = text.apply(spread.median());
    String least = text.apply(spread.least());
    String greatest = text.apply(spread.greatest());
    return least.equals(greatest) ? median : median + " (" + least + " … " + greatest + ")";
  }

  private static String signed(double value, Show show) {
    String sign = value > 0 ? "+" : value < 0 ? "−" : "";
    double size = Math.abs(value);
    return sign
        + (show == Show.PERCENT
            ? String.format(Locale.ROOT, "%.1f %%", size)
            : Figure.number(size));
  }
}
