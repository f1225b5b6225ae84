package io.pillion.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** From the YAML library's nodes to {@link YamlNode}. */
final class YamlNodeReader {
  private final String file;
  private final UnaryOperator<String> resolve;
  private final BiConsumer<Node, String> problem;

  /**
   * @param resolve fills the placeholders of a text; throws an IllegalArgumentException saying what
   *     is wrong with one
   * @param problem takes what is wrong, and where
   */
  YamlNodeReader(String file, UnaryOperator<String> resolve, BiConsumer<Node, String> problem) {
    this.file = file;
    this.resolve = resolve;
    this.problem = problem;
  }

  /** Null, and a problem, if it is nothing that can be meant. */
  YamlNode read(String key, Node node) {
    if (node.isRecursive()) {
      problem.accept(node, key + ": contains itself");
      return null;
    }
    if (node instanceof SequenceNode) {
      List<YamlNode> items = new ArrayList<>();
      ((SequenceNode) node).getValue().forEach(item -> items.add(read(key, item)));
      return YamlNode.list(place(node), items);
    }
    if (node instanceof MappingNode) {
      return read(key, (MappingNode) node);
    }
    String text = scalar(key, node);
    return text == null ? null : YamlNode.text(place(node), text);
  }

  private YamlNode read(String key, MappingNode map) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String name = text(entry.getKeyNode());
      if (name == null) {
        problem.accept(entry.getKeyNode(), key + ": a name is wanted before the colon");
      } else if (entries.put(name, read(name, entry.getValueNode())) != null) {
        problem.accept(entry.getKeyNode(), name + ": is given twice");
      }
    }
    return YamlNode.map(place(map), entries);
  }

  /** A single value with its placeholders filled; null, and a problem, if it is none. */
  String scalar(String key, Node node) {
    String text = text(node);
    if (text == null) {
      problem.accept(node, key + ": a value is wanted; for a text of no characters write \"\"");
      return null;
    }
    try {
      return resolve.apply(text).trim();
    } catch (IllegalArgumentException wrong) {
      problem.accept(node, key + "=" + text + ": " + wrong.getMessage());
      return null;
    }
  }

  /** The characters of a single value, or null. */
  static String text(Node node) {
    return node instanceof ScalarNode && !isNull(node) ? ((ScalarNode) node).getValue() : null;
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** File, line and column, to be followed by what is wrong there. */
  String place(Node node) {
    return file + " " + Yaml.place(node.getStartMark());
  }
}
