package io.pillion.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What the folder {@code compose/} holds, parsed. */
final class StackFiles {
  /** Maven runs tests in the module's folder. */
  static final Path COMPOSE = Path.of("").toAbsolutePath();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private StackFiles() {}

  /** A dashboard's file name and content. */
  record Dashboard(String file, JsonNode json) {
    String uid() {
      return json.path("uid").asText();
    }

    /** All panels but rows. */
    List<JsonNode> panels() {
      return elements(json.path("panels"))
          .filter(p -> !p.path("type").asText().equals("row"))
          .toList();
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static List<Dashboard> dashboards() {
    return list("grafana/dashboards", ".json")
        .map(f -> new Dashboard(f.getFileName().toString(), read(JSON, f)))
        .toList();
  }

  /**
   * The rules of all rule files that have the field {@code kind}: {@code alert} or {@code record}.
   */
  static List<JsonNode> rules(String kind) {
    return list("prometheus/rules", ".yml")
        .flatMap(f -> elements(read(YAML, f).path("groups")))
        .flatMap(g -> elements(g.path("rules")))
        .filter(r -> r.has(kind))
        .toList();
  }

  static JsonNode yaml(String path) {
    return read(YAML, COMPOSE.resolve(path));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  static String text(String path) {
    try {
      return Files.readString(COMPOSE.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables of an {@code .env} file. */
  static Properties variables(String path) {
    var variables = new Properties();
    text(path)
        .lines()
        .filter(l -> l.contains("=") && !l.startsWith("#"))
        .forEach(
            l ->
                variables.setProperty(
                    l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
    return variables;
  }

  static Stream<Path> list(String folder, String suffix) {
    try (Stream<Path> files = Files.list(COMPOSE.resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> elements(JsonNode array) {
    var all = new ArrayList<JsonNode>();
    array.forEach(all::add);
    return all.stream();
  }

  private static JsonNode read(ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
