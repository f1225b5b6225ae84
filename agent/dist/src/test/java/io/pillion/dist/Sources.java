package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Apps that are compiled by the test, against libraries of its choice. */
final class Sources {
  private static final Path FOLDER = Path.of("src", "test", "apps");

  private Sources() {}

  static Path file(String name) {
    return FOLDER.resolve(name).toAbsolutePath();
  }

  /**
   * @param folder below {@code src/test/apps}
   * @param into where the class files go
   */
  static void compile(String folder, List<File> libraries, Path into) throws IOException {
    compile(FOLDER.resolve(folder), 8, libraries, into);
  }

  /**
   * @param release of Java, that what is compiled runs on
   */
  static void compile(Path folder, int release, List<File> libraries, Path into)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--release", String.valueOf(release), "-Xlint:-options"));
    arguments.addAll(List.of("-d", into.toString(), "-cp", ClassPath.of(into, libraries)));
    try (Stream<Path> files = Files.walk(folder)) {
      files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    if (release > Runtime.version().feature()) {
      compileByNewer(release, arguments);
      return;
    }
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(new String[0]));
    assertThat(result).as(said.toString()).isZero();
  }

  /** Libraries for a later Java than that of the tests cannot be read by its compiler. */
  private static void compileByNewer(int release, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Jvm.compiling(release)));
    command.addAll(arguments);
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(javac.onExit().join().exitValue()).as(said).isZero();
  }
}
