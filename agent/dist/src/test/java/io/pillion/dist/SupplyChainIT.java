package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever hands the jar on may do so, and knows what is in it. */
class SupplyChainIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path SBOM = App.AGENT.resolveSibling("pillion-agent.cdx.json");
  private static final String BOM = "META-INF/sbom/pillion-agent.cdx.json";
  private static final Pattern INSIDE_LIBRARIES = Pattern.compile("asm-.*");
  private static final String LIBRARIES = "inst/io/pillion/lib/";
  private static final List<String> OWN =
      List.of("io/pillion/boot/", "inst/io/pillion/", "inst/java/lang/Pillion");

  /** Where a library inside a library usually goes. */
  private static final Pattern NESTED =
      Pattern.compile("/(?:shaded|external|repackaged|relocated|thirdparty|vendor)/");

  private static final Pattern WORK =
      Pattern.compile("(?m)^(inst/io/pillion/lib/\\S+)  (.+?)  (?:.*: )?(\\S+)$");

  /** A line of the notice: a work of others, below a prefix of the jar's entries. */
  private record Work(String prefix, String name, String license) {}

  private static List<Work> works() throws IOException {
    List<Work> works = new ArrayList<>();
    Matcher line = WORK.matcher(inJar("META-INF/NOTICE"));
    while (line.find()) {
      works.add(new Work(line.group(1), line.group(2), line.group(3)));
    }
    return works;
  }

  private static String inJar(String name) throws IOException {
    try (JarFile jar = new JarFile(App.AGENT.toFile())) {
      byte[] bytes = jar.getInputStream(jar.getEntry(name)).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(App.AGENT.toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> !name.endsWith("/"))
          .toList();
    }
  }

  private static Stream<String> classes() throws IOException {
    return entries().stream().filter(name -> name.matches(".*\\.class(data)?"));
  }

  @Test
  void everyClassIsOfPillionOrOfAWorkThatTheNoticeNames() throws Exception {
    List<Work> works = works();
    assertThat(works).hasSizeGreaterThan(5);
    assertThat(classes().filter(name -> !name.startsWith(LIBRARIES)))
        .isNotEmpty()
        .allMatch(name -> OWN.stream().anyMatch(name::startsWith));
    assertThat(classes().filter(name -> name.startsWith(LIBRARIES)))
        .isNotEmpty()
        .allMatch(name -> works.stream().anyMatch(work -> name.startsWith(work.prefix())));
  }

  @Test
  void aLibraryInsideALibraryIsNamedByItself() throws Exception {
    List<String> prefixes = works().stream().map(Work::prefix).toList();
    assertThat(classes().filter(name -> NESTED.matcher(inLibrary(name)).find()))
        .isNotEmpty()
        .allMatch(
            name ->
                prefixes.stream()
                    .filter(prefix -> NESTED.matcher(inLibrary(prefix)).find())
                    .anyMatch(name::startsWith));
  }

  private static String inLibrary(String name) {
    return name.startsWith(LIBRARIES) ? name.substring(LIBRARIES.length()) : "";
  }

  @Test
  void nothingIsNamedThatIsNotThere() throws Exception {
    List<String> classes = classes().toList();
    assertThat(works())
        .allMatch(work -> classes.stream().anyMatch(name -> name.startsWith(work.prefix())));
  }

  @Test
  void everyLicenseThatIsNamedIsInTheJar() throws Exception {
    assertThat(inJar("META-INF/LICENSE")).contains("Apache License");
    assertThat(works()).extracting(Work::license).contains("Apache-2.0", "ASM", "jBCrypt");
    for (Work work : works()) {
      if (!work.license().equals("Apache-2.0")) {
        assertThat(inJar("META-INF/licenses/" + work.license())).contains("Copyright");
      }
    }
  }

  @Test
  void noSignatureOfAnotherJarIsLeft() throws Exception {
    assertThat(entries()).noneMatch(name -> name.matches(".*\\.(SF|RSA|DSA|EC)"));
  }

  @Test
  void theBillOfMaterialsNamesEveryLibraryThatTheJarIsMadeOfAndNoOther() throws Exception {
    String bom = inJar(BOM);
    assertThat(SBOM).content().isEqualTo(bom);
    assertThat(bom).contains("\"bomFormat\": \"CycloneDX\"").contains("io.pillion.lib.");
    List<String> named =
        Pattern.compile("\"purl\": \"pkg:maven/[^/]+/([^@]+)@([^?]+)\\?type=jar\"")
            .matcher(bom)
            .results()
            .map(purl -> purl.group(1) + "-" + purl.group(2) + ".jar")
            .filter(jar -> !jar.startsWith("pillion-"))
            .filter(jar -> !INSIDE_LIBRARIES.matcher(jar).matches())
            .toList();
    List<String> used =
        Files.readAllLines(SBOM.resolveSibling("libraries.txt")).stream()
            .filter(jar -> !jar.startsWith("pillion-") && jar.endsWith(".jar"))
            .toList();
    assertThat(named).isNotEmpty().containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void theManifestHasTheCommit() throws Exception {
    String commit;
    try (JarFile jar = new JarFile(App.AGENT.toFile())) {
      commit = jar.getManifest().getMainAttributes().getValue("Git-Commit");
    }
    if (Files.exists(ROOT.resolve(".git"))) {
      Process git = new ProcessBuilder("git", "rev-parse", "HEAD").directory(ROOT.toFile()).start();
      String head = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      assertThat(commit).matches(Pattern.quote(head) + "(-dirty)?");
    } else {
      assertThat(commit).isEqualTo("unknown");
    }
  }
}
