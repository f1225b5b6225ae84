package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who builds the same sources by the same JDK gets the same jar, to the byte, wherever that is. */
class ReproducibleBuildIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Set<String> LEFT_OUT = Set.of(".git", "target", "node_modules");

  @Test
  void twoBuildsInTwoFoldersGiveTheSameBytes(@TempDir Path folder) throws Exception {
    Path one = build(folder.resolve("one"));
    Path other = build(folder.resolve("a-folder-with-a-longer-name/other"));
    assertThat(Files.mismatch(one, other)).as(one + " and " + other + " differ at").isEqualTo(-1);
    assertThat(Files.mismatch(sbomOf(one), sbomOf(other))).isEqualTo(-1);
    try (JarFile jar = new JarFile(one.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Git-Commit"))
          .as("of sources without a repository")
          .isEqualTo("unknown");
    }
  }

  private static Path sbomOf(Path jar) {
    return jar.resolveSibling("pillion-agent.cdx.json");
  }

  /** From a copy of the sources alone, as an archive of them has it. */
  private static Path build(Path copy) throws IOException, InterruptedException {
    copySources(copy);
    String mvn = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                mvn,
                "-o",
                "-B",
                "-q",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip",
                "-pl",
                "agent/dist",
                "-am",
                "package")
            .directory(copy.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", Jvm.own().home().toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
    Process maven = builder.start();
    String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(maven.waitFor()).as(said).isZero();
    return copy.resolve("agent/dist/target/pillion-agent.jar");
  }

  private static void copySources(Path copy) throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (LEFT_OUT.contains(from.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(ROOT.relativize(from)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (!LEFT_OUT.contains(from.getFileName().toString())) {
              Files.copy(from, copy.resolve(ROOT.relativize(from)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
