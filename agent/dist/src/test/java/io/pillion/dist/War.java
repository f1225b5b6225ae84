package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A web app as it is deployed, of folders below {@code src/test/apps/war}. */
final class War {
  private final List<String> folders;
  private final List<File> provided;
  private final List<File> libraries;
  private final boolean javax;

  /**
   * @param provided jars of the server's
   * @param libraries jars of the app's own
   * @param javax what is written for {@code jakarta} is for {@code javax}, of Java 8
   */
  War(List<String> folders, List<File> provided, List<File> libraries, boolean javax) {
    this.folders = folders;
    this.provided = provided;
    this.libraries = libraries;
    this.javax = javax;
  }

  /**
   * @param folder for all that is made
   * @param version what {@code version.txt} of the app says
   */
  Path build(Path folder, String version) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path app = Files.createDirectories(folder.resolve("app"));
    Path classes = Files.createDirectories(app.resolve("WEB-INF/classes"));
    Path lib = Files.createDirectories(app.resolve("WEB-INF/lib"));
    Files.writeString(app.resolve("version.txt"), version);
    for (String name : folders) {
      try (Stream<Path> files = Files.list(Sources.file("war").resolve(name))) {
        for (Path file : files.toList()) {
          String text = Files.readString(file);
          Path into = file.toString().endsWith(".java") ? sources : app;
          Files.writeString(
              into.resolve(file.getFileName()), javax ? text.replace("jakarta.", "javax.") : text);
        }
      }
    }
    List<File> all = new ArrayList<>(provided);
    all.addAll(libraries);
    Sources.compile(sources, javax ? 8 : 17, all, classes);
    for (File library : libraries) {
      Files.copy(library.toPath(), lib.resolve(library.getName()));
    }
    return pack(app, folder.resolve("app.war"));
  }

  private static Path pack(Path app, Path war) {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    int result =
        jar.run(
            System.out,
            System.err,
            "--create",
            "--file",
            war.toString(),
            "-C",
            app.toString(),
            ".");
    assertThat(result).isZero();
    return war;
  }
}
