package io.pillion.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The settings in force: for each {@link Setting} the first source that has it, in the order agent
 * argument, system property, environment, file. What is wrong in one of the first three is reported
 * in one line, and the default stands; a file that anything is wrong in is not used. Immutable.
 */
public final class Settings {
  private static final String PROPERTY_PREFIX = "pillion.";
  private static final String ENVIRONMENT_PREFIX = "PILLION_";

  private final Map<String, Written> outside;
  private final Map<String, String> environment;
  private final Map<Setting<?>, List<String>> items = new LinkedHashMap<>();
  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();
  private final Map<Setting<?>, String> sources = new LinkedHashMap<>();
  private final Set<Setting<?>> secret = new HashSet<>();
  private final BiConsumer<Declared, Consumer<String>> metricsCheck;
  private FileContent content;
  private Declared metrics;

  private Settings(
      Map<String, Written> outside,
      Map<String, String> environment,
      BiConsumer<Declared, Consumer<String>> metricsCheck) {
    this.outside = outside;
    this.environment = environment;
    this.metricsCheck = metricsCheck;
  }

  /**
   * @param arguments what follows {@code -javaagent:pillion-agent.jar=}, or null
   * @param reading of the file that is named, or null to read it on this thread
   * @param metricsCheck is given what the file says of metrics of the app's own methods, and tells
   *     what is wrong with it
   * @param problems takes one line for each thing that is wrong
   */
  public static Settings read(
      String arguments,
      Properties properties,
      Map<String, String> environment,
      FileReading reading,
      BiConsumer<Declared, Consumer<String>> metricsCheck,
      Consumer<String> problems) {
    Map<String, Written> outside = new LinkedHashMap<>();
    readArguments(arguments, outside, problems);
    readProperties(properties, outside, problems);
    readEnvironment(environment, outside, problems);
    Settings settings = new Settings(outside, environment, metricsCheck);
    Setting.ALL.forEach(setting -> settings.set(setting, outside.get(setting.name()), problems));
    try {
      settings.checkLabels();
    } catch (WrongItem clash) {
      settings.reject(Setting.HTTP_LABELS, outside.get("http.labels"), clash, problems);
    }
    String file = settings.get(Setting.CONFIG);
    if (file.isEmpty()) {
      return settings;
    }
    return settings.atStart(reading == null ? FileContent.of(file) : reading.content(), problems);
  }

  /** As the other one, and reads the file on this thread. */
  public static Settings read(
      String arguments,
      Properties properties,
      Map<String, String> environment,
      BiConsumer<Declared, Consumer<String>> metricsCheck,
      Consumer<String> problems) {
    return read(arguments, properties, environment, null, metricsCheck, problems);
  }

  private Settings atStart(FileContent read, Consumer<String> problems) {
    content = read;
    if (read.problem() != null) {
      problems.accept(get(Setting.CONFIG) + " " + read.problem() + "; the file is not used");
      return this;
    }
    Settings withFile = reading(read, problems);
    if (withFile != null) {
      return withFile;
    }
    problems.accept(get(Setting.CONFIG) + " is not used");
    return this;
  }

  /**
   * These settings with a file read anew.
   *
   * @param lines takes one line for each thing that is wrong, or worth to know
   * @return null if anything is wrong
   */
  Settings reading(FileContent read, Consumer<String> lines) {
    ConfigFile file = ConfigFile.read(get(Setting.CONFIG), read, environment, metricsCheck);
    file.problems().forEach(lines);
    if (!file.problems().isEmpty()) {
      return null;
    }
    Settings settings = new Settings(outside, environment, metricsCheck);
    settings.content = read;
    settings.metrics = file.metrics();
    for (Setting<?> setting : Setting.ALL) {
      Written first = outside.getOrDefault(setting.name(), file.written().get(setting.name()));
      settings.set(setting, first, complainedBefore -> {});
    }
    try {
      settings.checkLabels();
    } catch (WrongItem clash) {
      Written fileSays = file.written().get("http.labels");
      lines.accept(
          outside.getOrDefault("http.labels", fileSays).problem(Setting.HTTP_LABELS, clash));
      return null;
    }
    return settings;
  }

  /** These settings, but of newer ones those that can change while the app runs. */
  Settings takingUp(Settings newer) {
    Settings mixed = new Settings(outside, environment, metricsCheck);
    mixed.content = newer.content;
    mixed.metrics = newer.metrics;
    for (Setting<?> setting : Setting.ALL) {
      Settings from = Setting.LIVE.contains(setting) ? newer : this;
      mixed.items.put(setting, from.items.get(setting));
      mixed.values.put(setting, from.values.get(setting));
      mixed.sources.put(setting, from.sources.get(setting));
      if (from.secret.contains(setting)) {
        mixed.secret.add(setting);
      }
    }
    return mixed;
  }

  @SuppressWarnings("unchecked") // set() put in what the setting's own parser gave
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  /** The values as written, with placeholders filled; empty for none. */
  public List<String> items(Setting<?> setting) {
    return items.get(setting);
  }

  /** As {@link #items}, but for what is a secret, by its name or by where it comes from. */
  public List<String> shown(Setting<?> setting) {
    return secret.contains(setting)
        ? Collections.singletonList(Secrets.HIDDEN)
        : Secrets.shown(items(setting));
  }

  /** Where the value comes from, to be shown to a user. */
  public String source(Setting<?> setting) {
    return sources.get(setting);
  }

  /** The metrics of the app's own methods that the file declares, or null for none. */
  public Declared metrics() {
    return metrics;
  }

  /** What the file held when it was read, or null if none is named. */
  FileContent content() {
    return content;
  }

  private static void readArguments(
      String arguments, Map<String, Written> written, Consumer<String> problems) {
    if (arguments == null) {
      return;
    }
    for (String part : arguments.split(",", -1)) {
      String text = part.trim();
      int equals = text.indexOf('=');
      if (text.isEmpty()) {
        continue;
      }
      if (equals < 1) {
        problems.accept(
            "agent argument \"" + text + "\" is not of the form key=value; it is ignored");
        continue;
      }
      String key = text.substring(0, equals).trim();
      put(key, text.substring(equals + 1), "agent argument " + key, written, problems);
    }
  }

  private static void readProperties(
      Properties properties, Map<String, Written> written, Consumer<String> problems) {
    for (String property : sorted(properties.stringPropertyNames())) {
      if (property.startsWith(PROPERTY_PREFIX)) {
        String key = property.substring(PROPERTY_PREFIX.length());
        String value = properties.getProperty(property);
        put(key, value, "system property " + property, written, problems);
      }
    }
  }

  private static void readEnvironment(
      Map<String, String> environment, Map<String, Written> written, Consumer<String> problems) {
    for (String variable : sorted(environment.keySet())) {
      if (variable.startsWith(ENVIRONMENT_PREFIX)
          && !isServiceLink(variable, environment.get(variable))) {
        String key =
            variable
                .substring(ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
        String value = environment.get(variable);
        put(key, value, "environment variable " + variable, written, problems);
      }
    }
  }

  /**
   * Kubernetes has such variables in every pod beside a Service whose name begins with "pillion".
   *
   * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/">Services</a>
   */
  private static boolean isServiceLink(String variable, String value) {
    boolean isProtocol =
        variable.contains("_TCP") || variable.contains("_UDP") || variable.contains("_SCTP");
    return variable.endsWith("_SERVICE_HOST")
        || variable.contains("_SERVICE_PORT")
        || (variable.contains("_PORT_") && isProtocol)
        || (variable.endsWith("_PORT") && value.contains("://"));
  }

  private static List<String> sorted(Iterable<String> names) {
    List<String> sorted = new ArrayList<>();
    names.forEach(sorted::add);
    sorted.sort(null);
    return sorted;
  }

  private static void put(
      String key,
      String value,
      String where,
      Map<String, Written> written,
      Consumer<String> problems) {
    Setting<?> setting = Setting.named(key);
    if (setting != null) {
      written.putIfAbsent(key, Written.text(setting, value.trim(), where));
      return;
    }
    problems.accept(
        where
            + "="
            + Secrets.shown(key, value)
            + ": there is no such setting; "
            + Names.suggest(key, ConfigFile.names()));
  }

  private void set(Setting<?> setting, Written written, Consumer<String> problems) {
    try {
      List<String> given = written == null ? setting.defaultItems() : written.items();
      values.put(setting, setting.parse(given));
      items.put(setting, given);
      sources.put(setting, written == null ? "default" : written.source());
      if (written != null && written.isSecret()) {
        secret.add(setting);
      }
    } catch (IllegalArgumentException wrong) {
      reject(setting, written, wrong, problems);
    }
  }

  private void reject(
      Setting<?> setting,
      Written written,
      IllegalArgumentException wrong,
      Consumer<String> problems) {
    problems.accept(
        written.problem(setting, wrong) + "; the default " + setting.defaultText() + " is used");
    values.put(setting, setting.byDefault());
    items.put(setting, setting.defaultItems());
    sources.put(setting, "default, because " + written.source() + " cannot be used");
  }

  /** A label is either constant or a header's. */
  private void checkLabels() {
    List<HeaderLabel> ofHeaders = get(Setting.HTTP_LABELS);
    for (int i = 0; i < ofHeaders.size(); i++) {
      String name = ofHeaders.get(i).name();
      if (get(Setting.LABELS).containsKey(name)) {
        throw new WrongItem(i, "\"" + name + "\" is one of the constant labels");
      }
    }
  }
}
