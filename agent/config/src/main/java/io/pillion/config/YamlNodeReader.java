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

  /**
   * What stands there. Of what nobody can mean there is a problem, and then this is of no use.
   *
   * @param prefix what stands before the keys of its entries
   */
  YamlNode read(String key, String prefix, Node node) {
    if (node.isRecursive()) {
      problem.accept(node, key + ": contains itself");
      return null;
    }
    String text = null;
    List<YamlNode> items = null;
    Map<String, YamlNode> entries = null;
    if (node instanceof SequenceNode) {
      items = new ArrayList<>();
      for (Node item : ((SequenceNode) node).getValue()) {
        items.add(read(key, prefix, item));
      }
    } else if (node instanceof MappingNode) {
      entries = entries(key, prefix, (MappingNode) node);
    } else {
      text = scalar(key, node);
    }
    return new YamlNode(place(node), key, text, items, entries);
  }

  private Map<String, YamlNode> entries(String key, String prefix, MappingNode map) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String name = text(entry.getKeyNode());
      String path = prefix + name;
      if (name == null) {
        problem.accept(entry.getKeyNode(), key + ": a name is wanted before the colon");
      } else if (entries.put(name, read(path, path + ".", entry.getValueNode())) != null) {
        problem.accept(entry.getKeyNode(), path + ": is given twice");
      }
    }
    return entries;
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
