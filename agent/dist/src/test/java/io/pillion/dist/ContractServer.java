package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the contract suite must know of a server to ask it: its shop, its name, its ways. */
final class ContractServer {
  /** What not every server can, or lets be seen. */
  enum Ability {
    /** In clear text, by an upgrade and with prior knowledge. */
    HTTP_2,
    AJP,
    /** An answer 101 to a protocol of the app's own. */
    UPGRADE,
    GZIP,
    /** What the app threw reaches the server, and is not made an error page before. */
    EXCEPTIONS,
    /** Who reads the body of a stream of HTTP/2 is told that the client has cancelled it. */
    CANCELLED_UPLOADS,
    /** A request of HTTP/1.0 gets an answer. */
    HTTP_1_0,
    /** A connection is closed where its client asks for that. */
    CLOSED_CONNECTIONS,
    /** A connection is kept after an answer without a body. */
    KEPT_CONNECTIONS,
    /** What the app threw becomes an answer. */
    ERROR_ANSWERS,
    /** A body that the app does not read is read by the server before its response is over. */
    UNREAD_BODIES,
    /** What an encoding sends is counted without the frames of its chunks. */
    ENCODED_CHUNKS,
    /** A client that sends no more of its body is gone: no answer is written to it. */
    HALF_CLOSED
  }

  /** A file for the server to serve; large enough for {@code sendfile} where there is one. */
  static final int FILE_BYTES = 100_000;

  private static final Path WORK = Path.of("target", "contract").toAbsolutePath();
  private static final boolean ALL = Boolean.getBoolean("contract.all");

  private final String label;
  private final String version;
  private final int java;
  private String name;
  private final Set<Ability> abilities = EnumSet.allOf(Ability.class);
  private final Map<String, String> routes = new TreeMap<>();
  private final Map<String, String> replacements = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private String settings = "http.exclude=/shop/control/*";
  private final List<String> folders = new ArrayList<>();
  private final List<String> libraries = new ArrayList<>();
  private Path needed = Path.of(".");
  private boolean withDependencies = true;
  private String behindRoutes = "";
  private int release = 8;

  /**
   * @param app what runs, for the test's name
   * @param label of {@code pillion_instrumented}
   * @param version of {@code pillion_instrumented}; null for Java's
   * @param java the release of Java to run it on
   */
  ContractServer(String app, String label, String version, int java) {
    this.label = label;
    this.version = version;
    this.java = java;
    this.name = app + " on Java " + java;
  }

  /** A few servers for every build, and all of them where the property {@code contract.all} is. */
  static List<ContractServer> asked(List<ContractServer> sample, List<ContractServer> others) {
    return Stream.concat(sample.stream(), ALL ? others.stream() : Stream.empty()).toList();
  }

  /** What is special about it, for the test's name. */
  ContractServer with(String what) {
    name = name + ", " + what;
    return this;
  }

  /** Maven coordinates of what the shop needs. */
  ContractServer libraries(String... coordinates) {
    libraries.addAll(List.of(coordinates));
    return this;
  }

  /** The libraries are all: what they say that they depend on is not needed. */
  ContractServer withoutDependencies() {
    withDependencies = false;
    return this;
  }

  /** Where the shop's sources are, below {@code src/test/apps/contract}. */
  ContractServer sources(String... names) {
    folders.addAll(List.of(names));
    return this;
  }

  /** The release of Java that the sources are compiled for; 8 where nothing is said. */
  ContractServer compiledFor(int javaRelease) {
    this.release = javaRelease;
    return this;
  }

  /** A text of the sources to be another: packages that moved. */
  ContractServer replacing(String text, String by) {
    replacements.put(text, by);
    return this;
  }

  /** Without this file it is skipped. */
  ContractServer needing(Path file) {
    this.needed = file;
    return this;
  }

  /** Options of the JVM. */
  ContractServer options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Of the agent, as its argument has them. */
  ContractServer settings(String more) {
    settings += "," + more;
    return this;
  }

  ContractServer without(Ability... lacking) {
    abilities.removeAll(List.of(lacking));
    return this;
  }

  /**
   * How a route is called that is not called as its path.
   *
   * @param request a path behind {@code /shop}, with a query where only that is meant, or a method
   *     and a path
   */
  ContractServer calls(String request, String route) {
    routes.put(request, route);
    return this;
  }

  /** Each path is a prefix for the server. */
  ContractServer routesByPrefixes() {
    behindRoutes = "/*";
    return this;
  }

  /** The route of a request to a path behind {@code /shop}. */
  String route(String method, String path) {
    String plain = path.replaceAll("\\?.*", "");
    String ofPlain = routes.getOrDefault(plain, "/shop" + plain + behindRoutes);
    return routes.getOrDefault(method + " " + plain, routes.getOrDefault(path, ofPlain));
  }

  boolean can(Ability ability) {
    return abilities.contains(ability);
  }

  String label() {
    return label;
  }

  String version() {
    return version == null ? Jvm.ofRelease(java).version() : version;
  }

  /** Compiles the shop and opens it. */
  App start() {
    Jvm jvm = Jvm.ofRelease(java);
    assumeTrue(Files.exists(needed), "skipped: there is no " + needed);
    String[] coordinates = libraries.toArray(String[]::new);
    List<File> jars =
        coordinates.length == 0
            ? List.of()
            : withDependencies
                ? ClassPath.resolve(coordinates)
                : ClassPath.resolveAlone(coordinates);
    Path work = WORK.resolve(name.replaceAll("[^A-Za-z0-9.]+", "-"));
    try {
      Path files = Files.createDirectories(work.resolve("files"));
      Files.write(files.resolve("hello.txt"), new byte[FILE_BYTES]);
      Path classes = Files.createDirectories(work.resolve("classes"));
      Path sources = copy(work.resolve("sources"));
      Sources.compile(sources, release, jars, classes);
      return App.launch()
          .on(jvm)
          .agent(settings)
          .options(options.toArray(String[]::new))
          .command("-cp", ClassPath.of(classes, jars), "Main", files.toString())
          .start()
          .awaitListening();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path copy(Path into) throws IOException {
    Files.createDirectories(into);
    for (String folder : folders) {
      try (Stream<Path> found = Files.list(Sources.file("contract").resolve(folder))) {
        for (Path file : found.toList()) {
          String text = Files.readString(file);
          for (Map.Entry<String, String> each : replacements.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
          }
          Files.writeString(into.resolve(file.getFileName().toString()), text);
        }
      }
    }
    assertThat(into).isNotEmptyDirectory();
    return into;
  }

  @Override
  public String toString() {
    return name;
  }
}
