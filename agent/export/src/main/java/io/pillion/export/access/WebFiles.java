package io.pillion.export.access;

import io.pillion.config.FileContent;
import io.pillion.config.YamlFile;
import io.pillion.config.YamlNode;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;

/** A web configuration file and the files that it names, as they were at one moment. */
final class WebFiles {
  private final String file;
  private final Map<Path, FileContent> contents = new LinkedHashMap<>();

  private WebFiles(String file) {
    this.file = file;
  }

  static WebFiles read(String file) {
    WebFiles files = new WebFiles(file);
    files.contents.put(Paths.get(file), FileContent.of(file));
    try {
      for (Path named : files.config().files()) {
        files.contents.put(named, FileContent.of(named.toString()));
      }
    } catch (IllegalArgumentException wrong) {
      // It names no other file that counts; whoever takes the files up is told.
    }
    return files;
  }

  /**
   * @throws IllegalArgumentException saying in one line what is wrong with the file
   */
  WebConfig config() {
    Path path = Paths.get(file);
    YamlNode root = YamlFile.read(file, contents.get(path));
    return WebConfig.of(file, root, path.toAbsolutePath().getParent());
  }

  String text(TlsConfig.Source source) {
    return source.text != null ? source.text : text(source.file);
  }

  String text(Path path) {
    FileContent content = contents.get(path);
    if (content.problem() != null) {
      throw new IllegalArgumentException(content.problem());
    }
    return content.text();
  }

  boolean isSameAs(WebFiles other) {
    return contents.equals(other.contents);
  }
}
