package io.pillion.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.config.FileContent;
import io.pillion.config.YamlFile;
import io.pillion.rules.parse.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rules as a user declares them. */
public final class Yaml {
  private Yaml() {}

  /**
   * @param rules each as a map without its braces, and without a mistake
   */
  public static List<Rule> rules(String... rules) {
    List<String> problems = new ArrayList<>();
    List<Rule> read =
        rules.length == 0
            ? List.of()
            : parse("- {" + String.join("}\n- {", rules) + "}\n", problems::add);
    assertThat(problems).isEmpty();
    return read;
  }

  /**
   * @param problems takes a line for each thing that is wrong
   */
  public static List<Rule> parse(String yaml, Consumer<String> problems) {
    try {
      Path file = Files.createTempFile("pillion", ".yaml");
      Files.writeString(file, yaml);
      FileContent content = FileContent.of(file.toString());
      Files.delete(file);
      return Rules.parse(YamlFile.read("rules", content), problems);
    } catch (IllegalArgumentException notYaml) {
      problems.accept(notYaml.getMessage());
      return List.of();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
