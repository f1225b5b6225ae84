package io.pillion.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The settings of a YAML file, whose keys may be nested or dotted. It is good as a whole or not at
 * all: with one problem in it, none of it is used.
 */
final class ConfigFile {
  private static final int MOST_PROBLEMS = 20;

  private final YamlNodeReader reader;
  private final Map<String, ConfigValue> values = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final MetricsParser metricsParser;
  private Object metrics;

  private final boolean isSecretFile;

  /** The value that is being read has the text of a secret in it. */
  private boolean isSecret;

  private ConfigFile(String file, Map<String, String> environment, MetricsParser metricsParser) {
    this.reader = new YamlNodeReader(file, text -> resolve(text, environment), this::problem);
    this.metricsParser = metricsParser;
    this.isSecretFile = Secrets.isFile(file);
  }

  private String resolve(String text, Map<String, String> environment) {
    isSecret |= Placeholders.nameSecret(text);
    return Placeholders.resolve(text, environment);
  }

  /**
   * @param metricsParser of what stands below {@code metrics}
   */
  static ConfigFile read(
      String file,
      FileContent content,
      Map<String, String> environment,
      MetricsParser metricsParser) {
    ConfigFile read = new ConfigFile(file, environment, metricsParser);
    if (content.problem() != null) {
      read.problems.add(file + " " + content.problem());
      return read;
    }
    try {
      Yaml.compose(content.text()).ifPresent(read::root);
    } catch (IllegalArgumentException notYaml) {
      read.problems.add(file + " " + notYaml.getMessage());
    }
    return read;
  }

  Map<String, ConfigValue> values() {
    return values;
  }

  /** A line each; empty if the file is good. */
  List<String> problems() {
    return problems;
  }

  /** What the parser made of what stands below {@code metrics}, or null for nothing. */
  Object metrics() {
    return metrics;
  }

  private void root(Node node) {
    if (node instanceof MappingNode) {
      entries((MappingNode) node, "");
    } else if (!YamlNodeReader.isNull(node)) {
      problem(node, "not a map of settings such as \"port: 9464\"");
    }
  }

  private void entries(MappingNode map, String prefix) {
    for (NodeTuple entry : map.getValue()) {
      if (problems.size() >= MOST_PROBLEMS) {
        return;
      }
      Node key = entry.getKeyNode();
      if (key instanceof ScalarNode) {
        entry(key, prefix + ((ScalarNode) key).getValue(), entry.getValueNode());
      } else {
        problem(key, "a key must be the name of a setting");
      }
    }
  }

  private void entry(Node keyNode, String key, Node value) {
    if (key.equals("metrics")) {
      methodMetrics(value);
      return;
    }
    Setting<?> setting = Setting.named(key);
    boolean hasMap = value instanceof MappingNode;
    if (hasMap && (setting == null || isPrefix(key)) && isNoLoop(value, key)) {
      entries((MappingNode) value, key + ".");
    } else if (setting == null) {
      problem(keyNode, key + ": there is no such setting; " + Names.suggest(key, names()));
    } else if (setting == Setting.CONFIG) {
      problem(keyNode, key + ": a file cannot name another one");
    } else if (places.containsKey(key)) {
      problem(keyNode, key + ": is given twice, first at " + places.get(key));
    } else {
      places.put(key, Yaml.place(keyNode.getStartMark()).replace(": ", ""));
      value(setting, value);
    }
  }

  /** Metrics of the app's own methods: what they are made of is not known here. */
  private void methodMetrics(Node node) {
    int before = problems.size();
    YamlNode below = reader.read("metrics", "", node);
    if (problems.size() == before) {
      metrics = metricsParser.parse(below, problems::add);
    }
  }

  private boolean isNoLoop(Node value, String key) {
    if (value.isRecursive()) {
      problem(value, key + ": contains itself");
    }
    return !value.isRecursive();
  }

  private static boolean isPrefix(String key) {
    return Setting.ALL.stream().anyMatch(setting -> setting.name().startsWith(key + "."));
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    Setting.ALL.forEach(setting -> names.add(setting.name()));
    return names;
  }

  private void value(Setting<?> setting, Node node) {
    List<String> items = new ArrayList<>();
    List<String> itemPlaces = new ArrayList<>();
    int before = problems.size();
    isSecret = isSecretFile;
    if (node instanceof ScalarNode) {
      String text = reader.scalar(setting.name(), node);
      if (text != null) {
        items.addAll(setting.items(text));
        itemPlaces.add(place(node));
      }
    } else if (setting.shape() == Setting.Shape.ONE) {
      problem(node, setting.name() + ": one value is wanted; allowed is " + setting.allowed());
    } else if (node instanceof SequenceNode) {
      for (Node item : ((SequenceNode) node).getValue()) {
        if (item instanceof MappingNode && setting.shape() == Setting.Shape.MAP) {
          pairs(setting, (MappingNode) item, items, itemPlaces);
        } else {
          items.add(reader.scalar(setting.name(), item));
          itemPlaces.add(place(item));
        }
      }
    } else if (setting.shape() == Setting.Shape.MAP) {
      pairs(setting, (MappingNode) node, items, itemPlaces);
    } else {
      problem(node, setting.name() + ": a list is wanted; allowed is " + setting.allowed());
    }
    if (problems.size() == before) {
      String found = String.join(" ", Secrets.shown(items));
      check(
          setting, new ConfigValue(items, orAt(node, itemPlaces), setting.name(), found, isSecret));
    }
  }

  private List<String> orAt(Node node, List<String> itemPlaces) {
    return itemPlaces.isEmpty() ? Collections.singletonList(place(node)) : itemPlaces;
  }

  private void pairs(
      Setting<?> setting, MappingNode map, List<String> items, List<String> itemPlaces) {
    for (NodeTuple entry : map.getValue()) {
      String name = YamlNodeReader.text(entry.getKeyNode());
      if (name == null || name.contains("=")) {
        problem(entry.getKeyNode(), setting.name() + ": a name is wanted before the colon");
      } else {
        items.add(name + "=" + pairValue(setting, name, entry.getValueNode()));
        itemPlaces.add(place(entry.getValueNode()));
      }
    }
  }

  private String pairValue(Setting<?> setting, String name, Node node) {
    String path = setting.name() + "." + name;
    if (setting.nested() == null || !(node instanceof MappingNode)) {
      return reader.scalar(path, node);
    }
    int before = problems.size();
    YamlNode map = reader.read(path, path + ".", node);
    try {
      return problems.size() == before ? setting.nested().apply(map) : null;
    } catch (IllegalArgumentException wrong) {
      problems.add(wrong.getMessage());
      return null;
    }
  }

  private void check(Setting<?> setting, ConfigValue value) {
    try {
      setting.parse(value.items());
      values.put(setting.name(), value);
    } catch (IllegalArgumentException wrong) {
      problems.add(value.problem(setting, wrong));
    }
  }

  private String place(Node node) {
    return reader.place(node);
  }

  private void problem(Node node, String text) {
    problems.add(place(node) + text.replaceAll("\\s*\\R\\s*", " "));
  }
}
