package io.pillion.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One thing that a user may set: the same name in every source (an agent argument {@code name=…}, a
 * system property {@code pillion.name}, an environment variable {@code PILLION_NAME} with dots as
 * underscores, a key of the YAML file).
 *
 * @param <T> what the text means
 */
public final class Setting<T> {
  /** What may be written for a value. */
  enum Shape {
    ONE,
    /** Several, in text separated by {@code ;} or spaces, in YAML a list. */
    LIST,
    /** As a list, each {@code name=value}; in YAML a map, or a list with maps in it. */
    MAP
  }

  /** {@code false}: the agent does nothing at all. */
  public static final Setting<Boolean> ENABLED =
      one("enabled", "true", "true or false", Converters::bool);

  /** Where {@code /metrics} listens: a host name, an IP address, or {@code unix:} and a path. */
  public static final Setting<String> HOST =
      one(
          "host",
          "0.0.0.0",
          "a host name or an IP address, or unix: and the path of a Unix domain socket",
          Converters::host);

  public static final Setting<PortRange> PORT =
      one(
          "port",
          "9464",
          "a port from 1 to 65535, a range such as 9464-9473 (the first free one) or 0 (any free"
              + " one)",
          PortRange::parse);

  /** The path of a YAML file with more settings, or empty for none. */
  public static final Setting<String> CONFIG = one("config", "", "the path of a YAML file", t -> t);

  /** Constant labels on every series, in the order written. */
  public static final Setting<Map<String, String>> LABELS =
      new Setting<>(
          "labels",
          "",
          "name=value pairs separated by ; or spaces, such as environment=dev;region=eu, or a map"
              + " in YAML, with names of letters, digits and _ that the metrics do not use"
              + " themselves",
          Shape.MAP,
          Converters::labels,
          null);

  public static final Setting<Naming> NAMING =
      one("naming", "prometheus", "prometheus, otel or micrometer", Naming::parse);

  /** Upper bounds of the classic buckets in seconds, ascending. */
  public static final Setting<double[]> HTTP_BUCKETS =
      list(
          "http.buckets",
          "0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10",
          "seconds above 0 in ascending order",
          Converters::buckets);

  /** Path templates for apps that route by hand. */
  public static final Setting<List<String>> HTTP_ROUTES =
      list("http.routes", "", "path templates such as /orders/{id}", Converters::paths);

  /** How many distinct routes are kept apart. */
  public static final Setting<Integer> HTTP_ROUTES_LIMIT =
      one("http.routes.limit", "500", "a whole number from 1 to 100000", Converters::limit);

  /** How many series the HTTP metrics may have, as Prometheus counts them. */
  public static final Setting<Integer> SERIES_LIMIT =
      one(
          "series.limit",
          "250000",
          "a whole number from 1000 to 10000000",
          Converters::seriesLimit);

  /** Paths that are not recorded, {@code /*} at the end for all below. */
  public static final Setting<List<String>> HTTP_EXCLUDE =
      list("http.exclude", "", "paths such as /healthz or /internal/*", Converters::paths);

  public static final Setting<WatchedServers> HTTP_SERVERS =
      new Setting<>(
          "http.servers",
          "",
          "servers and frameworks to leave out, each behind a minus, such as -jetty, those that are"
              + " watched only if they are named, such as netty, and where else to look for one,"
              + " such as jetty=wiremock.org.eclipse.jetty, separated by ; or spaces, or a list in"
              + " YAML, such as [-undertow, jetty: {relocated: wiremock.org.eclipse.jetty}]",
          Shape.MAP,
          WatchedServers::parse,
          WatchedServersYaml::text);

  /** Labels of the HTTP metrics whose values request headers give. */
  public static final Setting<List<HeaderLabel>> HTTP_LABELS =
      new Setting<>(
          "http.labels",
          "",
          "name=header:value|value separated by ; or spaces, such as tenant=X-Tenant:acme|globex,"
              + " or a map in YAML such as {tenant: {header: X-Tenant, allow: [acme, globex]}}, with"
              + " names as for labels and at most "
              + HeaderLabel.MOST_COMBINATIONS
              + " combinations of values",
          Shape.MAP,
          HeaderLabel::parse,
          HeaderLabelYaml::text);

  /** Values of the header {@code Host} that are answered besides those of this machine. */
  public static final Setting<List<String>> ALLOWED_HOSTS =
      list(
          "allowed.hosts",
          "",
          "host names without a port, such as metrics.example.com, *.example.com for all below it,"
              + " or * for every name",
          Converters::hosts);

  /** The path of a file in the format of Prometheus's {@code --web.config.file}, or empty. */
  public static final Setting<String> WEB_CONFIG =
      one(
          "web.config",
          "",
          "the path of a file in the format of Prometheus's --web.config.file",
          t -> t);

  /** Connections to the agent's port at one time. */
  public static final Setting<Integer> WEB_CONNECTIONS =
      one("web.connections", "64", "a whole number from 4 to 1000", Converters::connections);

  /** {@code false}: no live page. */
  public static final Setting<Boolean> WEB_PAGE =
      one("web.page", "true", "true or false", Converters::bool);

  /** {@code false}: no {@code /-/config}, {@code /-/instrumentation}, {@code /-/explain}. */
  public static final Setting<Boolean> WEB_DIAGNOSTICS =
      one("web.diagnostics", "true", "true or false", Converters::bool);

  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              ENABLED,
              HOST,
              PORT,
              CONFIG,
              LABELS,
              NAMING,
              HTTP_BUCKETS,
              HTTP_ROUTES,
              HTTP_ROUTES_LIMIT,
              HTTP_EXCLUDE,
              HTTP_LABELS,
              HTTP_SERVERS,
              SERIES_LIMIT,
              ALLOWED_HOSTS,
              WEB_CONFIG,
              WEB_CONNECTIONS,
              WEB_PAGE,
              WEB_DIAGNOSTICS));

  /** Those that a reload of the file changes while the app runs; the others need a restart. */
  static final List<Setting<?>> LIVE =
      Collections.unmodifiableList(Arrays.asList(ENABLED, HTTP_ROUTES, HTTP_EXCLUDE));

  private final String name;
  private final String defaultText;
  private final String allowed;
  private final Shape shape;
  private final Function<List<String>, T> parser;
  private final Function<YamlNode, String> nested;

  /**
   * @param nested from a map that stands in YAML for a value of a {@link Shape#MAP} to the text
   *     that means the same elsewhere, or null where none may stand
   */
  private Setting(
      String name,
      String defaultText,
      String allowed,
      Shape shape,
      Function<List<String>, T> parser,
      Function<YamlNode, String> nested) {
    this.name = name;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.shape = shape;
    this.parser = parser;
    this.nested = nested;
  }

  private static <T> Setting<T> one(
      String name, String defaultText, String allowed, Function<String, T> parser) {
    return new Setting<>(
        name, defaultText, allowed, Shape.ONE, items -> parser.apply(items.get(0)), null);
  }

  private static <T> Setting<T> list(
      String name, String defaultText, String allowed, Function<List<String>, T> parser) {
    return new Setting<>(
        name,
        defaultText,
        allowed + ", separated by spaces or ;, or a list in YAML",
        Shape.LIST,
        parser,
        null);
  }

  /** The setting of a name, or null. */
  static Setting<?> named(String name) {
    for (Setting<?> setting : ALL) {
      if (setting.name.equals(name)) {
        return setting;
      }
    }
    return null;
  }

  public String name() {
    return name;
  }

  Shape shape() {
    return shape;
  }

  /** Null where no map may stand for a value. */
  Function<YamlNode, String> nested() {
    return nested;
  }

  /** The values that a text holds: one, or those between its separators. */
  List<String> items(String text) {
    return shape == Shape.ONE ? Collections.singletonList(text) : Converters.list(text);
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with the value; {@link WrongItem} if it
   *     is wrong with one of several
   */
  T parse(List<String> items) {
    return parser.apply(items);
  }

  List<String> defaultItems() {
    return items(defaultText);
  }

  String defaultText() {
    return defaultText.isEmpty() ? "(none)" : defaultText;
  }

  /** What may be written, for a message to whoever wrote something else. */
  String allowed() {
    return allowed;
  }
}
