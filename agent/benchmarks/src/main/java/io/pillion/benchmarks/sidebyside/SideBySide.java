package io.pillion.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs an app with each agent in turn, on this machine, and tells what each costs. In every round
 * all have their turn, so that what else happens on the machine falls on all alike.
 */
@Command(
    name = "side-by-side",
    mixinStandardHelpOptions = true,
    description = "Compares what agents cost an app. Wants Linux and a JDK.")
public final class SideBySide implements Callable<Integer> {
  /** One of the things that are done with a contender. */
  private interface Trial {
    Map<Figure, Double> of(Contender contender) throws IOException, InterruptedException;
  }

  @Option(
      names = "--app",
      paramLabel = "APP",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default")
  private MeasuredApp app = MeasuredApp.DEMO;

  @Option(
      names = "--java",
      split = ",",
      paramLabel = "HOME",
      description = "homes of JDKs to run the app on; the one that runs this by default")
  private List<Path> homes = List.of(Path.of(System.getProperty("java.home")));

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "how often each agent is started; every second round puts load on it, the first scrapes it")
  private int rounds = 5;

  @Option(
      names = "--agents",
      split = ",",
      paramLabel = "NAME",
      description = "none, pillion, otel, otel-server, jmx, elastic, datadog; all by default")
  private List<String> names = List.of();

  @Option(
      names = "--skip",
      split = ",",
      paramLabel = "TRIAL",
      description = "what not to do: start, load, allocation, scrape (of the demo alone)")
  private List<String> skipped = List.of();

  @Option(names = "--pillion", required = true, description = "pillion-agent.jar")
  private Path pillion;

  @Option(names = "--demo", required = true, description = "demo-app.jar")
  private Path demo;

  @Option(names = "--apps", required = true, description = "the folder of the other apps' sources")
  private Path apps;

  @Option(names = "--others", required = true, description = "the folder of the other agents' jars")
  private Path others;

  @Option(names = "--out", required = true, description = "a folder for the app's report and chart")
  private Path out;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description =
          "a file in which to put the report between the comments side-by-side and the app")
  private Path into;

  @Spec private CommandLine.Model.CommandSpec spec;

  private SideBySide() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new SideBySide()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    out = Files.createDirectories(out.resolve(name()));
    if (into != null) {
      insert(Files.readString(into), ""); // it is known now whether that will do
    }
    List<Contender> contenders = contenders();
    Path classes = Files.createDirectories(out.resolve("classes"));
    List<String> command = app.command(demo, apps, classes);
    Map<String, Results> byJava = new LinkedHashMap<>();
    Map<String, Trials> javas = new LinkedHashMap<>();
    for (Path home : homes) {
      String version = version(home);
      javas.put(version, new Trials(home, command, app.path()));
      byJava.put(version, new Results());
    }
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<String, Trials> java : javas.entrySet()) {
        round(round, java.getKey(), java.getValue(), contenders, byJava.get(java.getKey()));
      }
    }
    write(contenders, byJava);
    return 0;
  }

  private List<Contender> contenders() throws IOException {
    List<Contender> all = Contenders.all(app, pillion, others, out);
    List<String> known = all.stream().map(Contender::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "--agents: there is no " + name + ", but " + known);
      }
    }
    return all.stream().filter(each -> names.isEmpty() || names.contains(each.name())).toList();
  }

  /** As the home's own file "release" says it. */
  private static String version(Path home) throws IOException {
    return Files.readAllLines(home.resolve("release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.replaceAll(".*\"(.*)\"", "$1"))
        .findFirst()
        .orElse(home.toString());
  }

  private void round(
      int round, String version, Trials trials, List<Contender> contenders, Results results)
      throws IOException, InterruptedException {
    Path beans = Files.writeString(out.resolve("beans.yaml"), ScrapeTrial.BEANS);
    ScrapeTrial scrape = new ScrapeTrial(trials.java(), demo, beans);
    Map<String, Trial> all = new LinkedHashMap<>();
    all.put("start", trials::start);
    if (round % 2 == 1) {
      all.put("load", trials::load);
      all.put("allocation", trials::allocation);
    }
    if (round == 1 && app == MeasuredApp.DEMO) {
      all.put("scrape", scrape::run);
    }
    all.keySet().removeAll(skipped);
    List<Contender> inTurn = new ArrayList<>(contenders);
    Collections.rotate(inTurn, -round / 2); // who comes first finds the machine rested
    for (Map.Entry<String, Trial> trial : all.entrySet()) {
      for (Contender contender : inTurn) {
        String what =
            "Java %s, round %d of %d, %s, %s"
                .formatted(version, round, rounds, trial.getKey(), contender.title());
        run(what, round, contender, trial.getValue(), results);
      }
    }
  }

  /** An agent that fails is a result like any other. */
  private static void run(String what, int round, Contender contender, Trial trial, Results results)
      throws InterruptedException {
    try {
      Map<Figure, Double> figures = trial.of(contender);
      results.add(contender, round, figures);
      System.out.println(
          what
              + ": "
              + figures.entrySet().stream()
                  .map(each -> each.getKey().title() + " " + Figure.number(each.getValue()))
                  .collect(Collectors.joining("; ")));
    } catch (IOException | RuntimeException failure) {
      results.failed(contender, failure.getMessage());
      System.out.println(what + ": FAILED, " + failure);
    }
  }

  private void write(List<Contender> contenders, Map<String, Results> byJava) throws IOException {
    List<String> tables = new ArrayList<>();
    for (Map.Entry<String, Results> java : byJava.entrySet()) {
      tables.add(
          new Report(app.title() + ", Java " + java.getKey(), contenders, java.getValue())
              .markdown());
      Path chart = out.resolve("java-" + java.getKey() + ".svg");
      Files.writeString(chart, new Chart(contenders, java.getValue()).svg());
    }
    String report = String.join("\n", tables) + "\n" + conditions();
    Files.writeString(out.resolve("report.md"), report);
    System.out.println("\n" + report + "\nwritten to " + out);
    if (into != null) {
      Files.writeString(into, insert(Files.readString(into), report));
    }
  }

  private String conditions() {
    return "%d rounds, every contender once in each; medians, and from the least to the greatest. "
            .formatted(rounds)
        + "Columns of agents show what they add to the app alone, round by round. %d processors, "
            .formatted(Runtime.getRuntime().availableProcessors())
        + "which app and load generator share: %d connections, %,d requests a second at the fixed"
            .formatted(Trials.CONNECTIONS, (int) Trials.RATE)
        + " rate.\n";
  }

  private String insert(String text, String report) {
    String begin = "<!-- side-by-side " + name() + " -->\n";
    String end = "<!-- /side-by-side " + name() + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new ParameterException(
          spec.commandLine(),
          "--into: " + into + " has no line " + begin.strip() + " with " + end + " after it");
    }
    return text.substring(0, from) + begin + report + text.substring(to);
  }

  /** The app's, as the command line has it. */
  private String name() {
    return app.name().toLowerCase(Locale.ROOT);
  }
}
