package io.pillion.export.access;

import io.pillion.config.FileContent;
import io.pillion.config.YamlFile;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;

/** A web configuration file and the files that it names, as they were at one moment. */
final class WebFiles {
  private final WebConfig config;
  private final IllegalArgumentException problem;
  private final Map<Path, FileContent> contents = new LinkedHashMap<>();

  private WebFiles(WebConfig config, IllegalArgumentException problem) {
    this.config = config;
    this.problem = problem;
  }

  static WebFiles read(String file) {
    FileContent content = FileContent.of(file);
    WebFiles files = parse(file, content);
    files.contents.put(Paths.get(file), content);
    if (files.config != null) {
      for (Path named : files.config.files()) {
        files.contents.put(named, FileContent.of(named.toString()));
      }
    }
    return files;
  }

  private static WebFiles parse(String file, FileContent content) {
    try {
      Path directory = Paths.get(file).toAbsolutePath().getParent();
      return new WebFiles(WebConfig.of(file, YamlFile.read(file, content), directory), null);
    } catch (IllegalArgumentException wrong) {
      return new WebFiles(null, wrong);
    }
  }

  /**
   * @throws IllegalArgumentException saying in one line what is wrong with the file
   */
  WebConfig config() {
    if (problem != null) {
      throw problem;
    }
    return config;
  }

  String text(TlsConfig.Source source) {
    return source.text != null ? source.text : text(source.file);
  }

  String text(Path file) {
    FileContent content = contents.get(file);
    if (content.problem() != null) {
      throw new IllegalArgumentException(content.problem());
    }
    return content.text();
  }

  boolean isSameAs(WebFiles other) {
    return contents.equals(other.contents);
  }
}
