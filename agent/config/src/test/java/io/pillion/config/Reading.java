package io.pillion.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Settings read from what a test gives, and what the agent said about them. */
final class Reading {
  private final Path file;
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private String arguments;

  Reading(Path folder) {
    this.file = folder.resolve("pillion.yaml");
    environment.put("PILLION_CONFIG", file.toString());
  }

  Reading file(String... yaml) throws IOException {
    Files.writeString(file, String.join("\n", yaml));
    return this;
  }

  Reading file(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return this;
  }

  Reading argument(String text) {
    arguments = text;
    return this;
  }

  Reading property(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  Reading environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Settings settings() {
    return Settings.read(arguments, properties, environment, lines::add)
        .withFile(null, (metrics, problems) -> metrics, lines::add);
  }

  String path() {
    return file.toString();
  }

  /** What was said, the file's path being left out. */
  List<String> lines() {
    return lines.stream().map(line -> line.replace(file.toString(), "FILE")).toList();
  }
}
