package io.pillion.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * The settings in force: for each {@link Setting} what is said {@linkplain OutsideValue outside of
 * the file}, else what the file says. What is wrong outside of the file is reported in one line,
 * and the default stands; a file that anything is wrong in is not used. Immutable.
 */
public final class Settings {
  private final Map<String, ConfigValue> outside;
  private final Map<String, String> environment;
  private final MetricsParser metricsParser;
  private final FileContent content;
  private final Object metrics;
  private final Map<Setting<?>, ConfigValue> chosen = new LinkedHashMap<>();
  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

  private Settings(
      Map<String, ConfigValue> outside,
      Map<String, String> environment,
      MetricsParser metricsParser,
      FileContent content,
      Object metrics) {
    this.outside = outside;
    this.environment = environment;
    this.metricsParser = metricsParser;
    this.content = content;
    this.metrics = metrics;
  }

  /**
   * The settings without their file, see {@link #withFile}.
   *
   * @param arguments what follows {@code -javaagent:pillion-agent.jar=}, or null
   * @param problems takes one line for each thing that is wrong
   */
  public static Settings read(
      String arguments,
      Properties properties,
      Map<String, String> environment,
      Consumer<String> problems) {
    Map<String, ConfigValue> outside =
        known(OutsideValue.all(arguments, properties, environment), problems);
    Settings settings = new Settings(outside, environment, null, null, null);
    settings.choose(outside, problems);
    WrongItem clash = settings.labelClash();
    if (clash != null) {
      settings.reject(Setting.HTTP_LABELS, outside.get("http.labels"), clash, problems);
    }
    return settings;
  }

  /**
   * These settings and those of the file that they name, if they name one.
   *
   * @param reading of the file, or null to read it on this thread
   * @param problems takes one line for each thing that is wrong
   */
  public Settings withFile(FileReading reading, MetricsParser parser, Consumer<String> problems) {
    String file = get(Setting.CONFIG);
    if (file.isEmpty()) {
      return this;
    }
    FileContent read = reading == null ? FileContent.of(file) : reading.content();
    Settings withoutFile = copy(parser, read, null);
    if (read.problem() != null) {
      problems.accept(file + " " + read.problem() + "; the file is not used");
      return withoutFile;
    }
    Settings withFile = withoutFile.reading(read, problems);
    if (withFile == null) {
      problems.accept(file + " is not used");
      return withoutFile;
    }
    return withFile;
  }

  private Settings copy(MetricsParser parser, FileContent read, Object parsed) {
    Settings copy = new Settings(outside, environment, parser, read, parsed);
    copy.chosen.putAll(chosen);
    copy.values.putAll(values);
    return copy;
  }

  /**
   * These settings with a file read anew.
   *
   * @param lines takes one line for each thing that is wrong, or worth to know
   * @return null if anything is wrong
   */
  Settings reading(FileContent read, Consumer<String> lines) {
    ConfigFile file = ConfigFile.read(get(Setting.CONFIG), read, environment, metricsParser);
    file.problems().forEach(lines);
    if (!file.problems().isEmpty()) {
      return null;
    }
    Map<String, ConfigValue> all = new LinkedHashMap<>(file.values());
    all.putAll(outside);
    Settings settings = new Settings(outside, environment, metricsParser, read, file.metrics());
    settings.choose(all, complainedBefore -> {});
    WrongItem clash = settings.labelClash();
    if (clash != null) {
      lines.accept(all.get("http.labels").problem(Setting.HTTP_LABELS, clash));
      return null;
    }
    return settings;
  }

  /** These settings, but of newer ones those that can change while the app runs. */
  Settings takingUp(Settings newer) {
    Settings mixed = copy(metricsParser, newer.content, newer.metrics);
    for (Setting<?> setting : Setting.LIVE) {
      mixed.chosen.put(setting, newer.chosen.get(setting));
      mixed.values.put(setting, newer.values.get(setting));
    }
    return mixed;
  }

  @SuppressWarnings("unchecked") // choose() put in what the setting's own parser gave
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  /** The values as written, with placeholders filled; empty for none. */
  public List<String> items(Setting<?> setting) {
    return chosen.get(setting).items();
  }

  /** As {@link #items}, but for what is a secret, by its name or by where it comes from. */
  public List<String> shown(Setting<?> setting) {
    return chosen.get(setting).isSecret()
        ? Collections.singletonList(Secrets.HIDDEN)
        : Secrets.shown(items(setting));
  }

  /** Where the value comes from, to be shown to a user. */
  public String source(Setting<?> setting) {
    return chosen.get(setting).source();
  }

  /**
   * What the {@link MetricsParser} made of the metrics of the app's own methods that the file
   * declares, or null for none.
   */
  public Object metrics() {
    return metrics;
  }

  /** What the file held when it was read, or null if none is named. */
  FileContent content() {
    return content;
  }

  private static Map<String, ConfigValue> known(
      List<OutsideValue> values, Consumer<String> problems) {
    Map<String, ConfigValue> known = new LinkedHashMap<>();
    for (OutsideValue value : values) {
      Setting<?> setting = Setting.named(value.key);
      if (setting != null) {
        known.putIfAbsent(value.key, ConfigValue.text(setting, value.text, value.source));
      } else if (value.key == null) {
        problems.accept(
            "agent argument \"" + value.text + "\" is not of the form key=value; it is ignored");
      } else {
        problems.accept(
            value.source
                + "="
                + Secrets.shown(value.key, value.text)
                + ": there is no such setting; "
                + Names.suggest(value.key, ConfigFile.names()));
      }
    }
    return known;
  }

  private void choose(Map<String, ConfigValue> written, Consumer<String> problems) {
    for (Setting<?> setting : Setting.ALL) {
      ConfigValue value = written.get(setting.name());
      try {
        choose(setting, value == null ? ConfigValue.ofDefault(setting, "default") : value);
      } catch (IllegalArgumentException wrong) {
        reject(setting, value, wrong, problems);
      }
    }
  }

  private void choose(Setting<?> setting, ConfigValue value) {
    values.put(setting, setting.parse(value.items()));
    chosen.put(setting, value);
  }

  private void reject(
      Setting<?> setting,
      ConfigValue written,
      IllegalArgumentException wrong,
      Consumer<String> problems) {
    problems.accept(
        written.problem(setting, wrong) + "; the default " + setting.defaultText() + " is used");
    String why = "default, because " + written.source() + " cannot be used";
    choose(setting, ConfigValue.ofDefault(setting, why));
  }

  /** A label is either constant or a header's; null if none is both. */
  private WrongItem labelClash() {
    List<HeaderLabel> ofHeaders = get(Setting.HTTP_LABELS);
    for (int i = 0; i < ofHeaders.size(); i++) {
      String name = ofHeaders.get(i).name();
      if (get(Setting.LABELS).containsKey(name)) {
        return new WrongItem(i, "\"" + name + "\" is one of the constant labels");
      }
    }
    return null;
  }
}
