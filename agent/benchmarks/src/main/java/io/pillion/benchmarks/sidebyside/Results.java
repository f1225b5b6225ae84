package io.pillion.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of every round, of one Java release. */
final class Results {
  /** The middle one of some numbers, the least and the greatest. */
  record Spread(double median, double least, double greatest) {
    static Spread of(List<Double> numbers) {
      List<Double> sorted = numbers.stream().sorted().toList();
      int middle = sorted.size() / 2;
      double median =
          sorted.size() % 2 == 1
              ? sorted.get(middle)
              : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
      return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
  }

  private final Map<String, Map<Figure, Map<Integer, Double>>> samples = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  void add(Contender contender, int round, Map<Figure, Double> figures) {
    Map<Figure, Map<Integer, Double>> all =
        samples.computeIfAbsent(contender.name(), name -> new EnumMap<>(Figure.class));
    figures.forEach(
        (figure, value) ->
            all.computeIfAbsent(figure, key -> new LinkedHashMap<>()).put(round, value));
  }

  /** Keeps the first reason only. */
  void failed(Contender contender, String why) {
    failures.putIfAbsent(contender.name(), why);
  }

  /** What went wrong with contenders, by their names. */
  Map<String, String> failures() {
    return failures;
  }

  /** The figures as measured, or null if there are none. */
  Spread values(Contender contender, Figure figure) {
    Map<Integer, Double> rounds = rounds(contender.name(), figure);
    return rounds.isEmpty() ? null : Spread.of(new ArrayList<>(rounds.values()));
  }

  /**
   * What the contender adds to the app alone, round by round, so that what changes on the machine
   * between rounds is not taken for its doing. Null if either was not measured.
   */
  Spread added(Contender contender, Figure figure) {
    Map<Integer, Double> alone = rounds(Contender.NONE, figure);
    List<Double> differences = new ArrayList<>();
    rounds(contender.name(), figure)
        .forEach(
            (round, value) -> {
              Double base = alone.get(round);
              if (base != null) {
                differences.add(
                    figure.show() == Figure.Show.PERCENT
                        ? 100 * (value - base) / base
                        : value - base);
              }
            });
    return differences.isEmpty() ? null : Spread.of(differences);
  }

  private Map<Integer, Double> rounds(String name, Figure figure) {
    return samples.getOrDefault(name, Map.of()).getOrDefault(figure, Map.of());
  }
}
