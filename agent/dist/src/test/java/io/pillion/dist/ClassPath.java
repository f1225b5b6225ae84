package io.pillion.dist;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;

/** Class paths of apps, with libraries in the versions that a test wants. */
final class ClassPath {
  private static final Map<String, List<File>> RESOLVED = new ConcurrentHashMap<>();

  private ClassPath() {}

  /** The jar of the test app. */
  static Path testApp() {
    return Path.of(System.getProperty("testapp.jar"));
  }

  static List<File> undertow(String version) {
    return resolve("io.undertow:undertow-core:" + version);
  }

  /** Artifacts with all that they depend on. */
  static List<File> resolve(String... coordinates) {
    return RESOLVED.computeIfAbsent(
        String.join(" ", coordinates),
        key -> Arrays.asList(Maven.resolver().resolve(coordinates).withTransitivity().asFile()));
  }

  /** Artifacts and nothing else. */
  static List<File> resolveAlone(String... coordinates) {
    return Arrays.asList(Maven.resolver().resolve(coordinates).withoutTransitivity().asFile());
  }

  static String of(Path first, List<File> others) {
    List<String> entries = new ArrayList<>(List.of(first.toString()));
    others.forEach(file -> entries.add(file.getPath()));
    return entries.stream().collect(Collectors.joining(File.pathSeparator));
  }
}
