package io.pillion.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file that is not the agent's own: its texts are taken as they are. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * @param file for messages
   * @return what the file declares, or null if nothing is in it
   * @throws IllegalArgumentException saying in one line what is wrong, and where
   */
  public static YamlNode read(String file, FileContent content) {
    if (content.problem() != null) {
      throw new IllegalArgumentException(file + " " + content.problem());
    }
    Optional<Node> root;
    try {
      root = Yaml.compose(content.text());
    } catch (IllegalArgumentException notYaml) {
      throw new IllegalArgumentException(file + " " + notYaml.getMessage(), notYaml);
    }
    return root.isPresent() ? reader(file).read("the file", "", root.get()) : null;
  }

  private static YamlNodeReader reader(String file) {
    return new YamlNodeReader(
        file,
        text -> text,
        (node, problem) -> {
          String place = file + " " + Yaml.place(node.getStartMark());
          throw new IllegalArgumentException(place + problem);
        });
  }
}
