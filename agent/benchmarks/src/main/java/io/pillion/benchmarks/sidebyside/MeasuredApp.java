package io.pillion.benchmarks.sidebyside;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;

/**
 * An app that contenders are measured with. It listens on the port that the environment variable
 * PORT names, prints a line with "listens on" then, and answers {@code GET /}.
 *
 * <p>To measure another server: a line here, and a file in {@code src/apps}.
 */
public enum MeasuredApp {
  /** This project's demo, which is a jar. */
  DEMO("the demo, on Undertow", "/", "undertow", null, null),
  TOMCAT(
      "Tomcat 10.1.54",
      "/items/7",
      "tomcat servlet",
      "TomcatApp",
      "org.apache.tomcat.embed:tomcat-embed-core:10.1.54");

  private final String title;
  private final String path;
  private final String instrumentations;
  private final String main;
  private final String libraries;

  /**
   * @param title what the report calls it
   * @param path that load asks for
   * @param instrumentations by which OpenTelemetry sees its requests, separated by blanks
   * @param main its class, of the default package; null for the demo
   * @param libraries Maven coordinates, separated by blanks; null for the demo
   */
  MeasuredApp(String title, String path, String instrumentations, String main, String libraries) {
    this.title = title;
    this.path = path;
    this.instrumentations = instrumentations;
    this.main = main;
    this.libraries = libraries;
  }

  String title() {
    return title;
  }

  /** What load asks for. */
  public String path() {
    return path;
  }

  List<String> instrumentations() {
    return List.of(instrumentations.split(" ", -1));
  }

  /**
   * What follows the JVM's options in the command that starts the app.
   *
   * @param demo the demo's jar
   * @param sources the folder of the others' source files
   * @param classes a folder for what they are compiled to
   */
  public List<String> command(Path demo, Path sources, Path classes) throws IOException {
    if (main == null) {
      return List.of("-jar", demo.toString());
    }
    String jars =
        Arrays.stream(
                Maven.resolver().resolve(libraries.split(" ", -1)).withTransitivity().asFile())
            .map(File::getPath)
            .collect(Collectors.joining(File.pathSeparator));
    compile(sources.resolve(main + ".java"), jars, classes);
    return List.of("-cp", classes + File.pathSeparator + jars, main);
  }

  private static void compile(Path source, String jars, Path classes) throws IOException {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                writer,
                writer,
                "--release",
                "17",
                "-cp",
                jars,
                "-d",
                classes.toString(),
                source.toString());
    if (result != 0) {
      throw new IOException(said.toString());
    }
  }
}
