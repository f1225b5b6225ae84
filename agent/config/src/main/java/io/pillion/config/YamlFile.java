package io.pillion.config;

import java.util.ArrayList;
import java.util.List;
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
    List<String> problems = new ArrayList<>();
    YamlNodeReader reader =
        new YamlNodeReader(
            file,
            text -> text,
            (node, problem) ->
                problems.add(file + " " + Yaml.place(node.getStartMark()) + problem));
    YamlNode read = null;
    if (content.problem() != null) {
      problems.add(file + " " + content.problem());
    } else {
      try {
        Optional<Node> root = Yaml.compose(content.text());
        read = root.isPresent() ? reader.read("the file", "", root.get()) : null;
      } catch (IllegalArgumentException notYaml) {
        problems.add(file + " " + notYaml.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    return read;
  }
}
