package io.pillion.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes from before there was the instruction that reaches the agent. */
class OldClassesTest {
  private static final String SUBJECT = "io.pillion.rules.Subject";

  @TempDir Path folder;

  /**
   * What the agent says of a class as a compiler for an older version would have written it.
   *
   * @param version the major version (JVMS 4.1)
   */
  private List<String> said(int version) throws Exception {
    Agents.RULES.apply(
        Yaml.rules("name: a, type: counter, class: " + SUBJECT + ", method: twice, when: always"));
    Path written = folder.resolve(SUBJECT.replace('.', '/') + ".class");
    Files.createDirectories(written.getParent());
    try (InputStream in = Subject.class.getResourceAsStream("Subject.class")) {
      byte[] file = in.readAllBytes();
      file[7] = (byte) version;
      Files.write(written, file);
    }
    try (URLClassLoader app =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> subject = app.loadClass(SUBJECT);
      assertThat(subject.getMethod("twice", int.class).invoke(null, 4)).isEqualTo(8);
      return Agents.RULES.describe();
    }
  }

  @AfterEach
  void endRules() {
    Agents.RULES.apply(List.of());
  }

  @Test
  void ofJava6AreMeasured() throws Exception {
    assertThat(said(50)).contains("  woven       " + SUBJECT);
  }

  @Test
  void ofJava5AreNamedWithTheReason() throws Exception {
    assertThat(said(49))
        .anyMatch(line -> line.startsWith("  left alone  " + SUBJECT) && line.contains("Java"));
  }
}
