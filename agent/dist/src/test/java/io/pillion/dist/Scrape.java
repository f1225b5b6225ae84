package io.pillion.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} said at one moment, in the text format. */
final class Scrape {
  /** One sample: a name, labels and a value. */
  record Sample(String name, Map<String, String> labels, double value) {
    /** What tells it from all other samples of a scrape. */
    String series() {
      return name + labels;
    }
  }

  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:0-9]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_0-9]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final String text;
  private final List<Sample> samples;

  private Scrape(String text, List<Sample> samples) {
    this.text = text;
    this.samples = samples;
  }

  static Scrape of(URI agent) {
    return at(agent.resolve("metrics"));
  }

  static Scrape at(URI metrics) {
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    try {
      String text = Client.HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Scrape(
          text, text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Sample sample(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a sample: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.put(
            label.group(1),
            label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
      }
    }
    String value = matcher.group(3).replace("Inf", "Infinity");
    return new Sample(matcher.group(1), labels, Double.parseDouble(value));
  }

  /** By how much each sample has grown since an earlier scrape; what has not is left out. */
  Scrape since(Scrape earlier) {
    Map<String, Double> before = new HashMap<>();
    earlier.samples.forEach(sample -> before.put(sample.series(), sample.value()));
    List<Sample> grown =
        samples.stream()
            .map(
                sample ->
                    new Sample(
                        sample.name(),
                        sample.labels(),
                        sample.value() - before.getOrDefault(sample.series(), 0.0)))
            .filter(sample -> sample.value() != 0)
            .toList();
    return new Scrape(text, grown);
  }

  /** The samples of a name that have these labels: {@code "method", "GET", …}; maybe others too. */
  List<Sample> samples(String name, String... labels) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
        .toList();
  }

  /** The sum of {@link #samples}; 0 where there is none. */
  double value(String name, String... labels) {
    return samples(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /** Requests of a method, route and status. */
  double requests(String method, String route, int status) {
    return value(
        "http_requests_total",
        "method",
        method,
        "route",
        route,
        "status",
        Integer.toString(status));
  }

  /** The counts of requests, for the message of a test that expected others. */
  String requested() {
    return samples("http_requests_total").toString();
  }

  /** Whose latency was observed, of a method and route. */
  double observed(String method, String route) {
    return value("http_request_duration_seconds_count", "method", method, "route", route);
  }

  /** All requests. */
  double requests() {
    return value("http_requests_total");
  }

  List<Sample> all() {
    return samples;
  }

  /** Everything as it came. */
  String text() {
    return text;
  }
}
