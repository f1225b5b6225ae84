package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Plugin;
import io.pillion.weave.WovenLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hook against every jar: a plug-in finds its places in each release of its library, and
 * links there, while no server is started. A new release is a word in {@code releases.txt}.
 */
class EveryReleaseIT {
  /** In the place of releases: another product, with classes of the same names. */
  private static final String NONE = "none";

  private static final List<String[]> LINES = lines();

  /** A plug-in, and the artifacts of one release of what it hooks. */
  record Release(String plugin, List<String> artifacts) {
    WovenLibrary woven() {
      List<File> jars = new ArrayList<>();
      for (String artifact : artifacts) {
        jars.addAll(
            artifact.startsWith("!")
                ? ClassPath.resolveAlone(artifact.substring(1))
                : ClassPath.resolve(artifact));
      }
      return new WovenLibrary(EveryReleaseIT.plugin(plugin), jars);
    }

    @Override
    public String toString() {
      return plugin + " in " + String.join(" + ", artifacts);
    }
  }

  private static List<String[]> lines() {
    try (Stream<String> lines = Files.lines(Path.of("src", "test", "apps", "releases.txt"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.trim().split("\\s*\\|\\s*"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it hooks is no artifact: the contract suite runs it on each JDK. */
  private static final String OF_THE_JDK = "jdk-httpserver";

  private static List<Plugin> plugins() {
    return ServiceLoader.load(Plugin.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static Plugin plugin(String id) {
    return plugins().stream().filter(plugin -> plugin.id().equals(id)).findFirst().orElseThrow();
  }

  static List<Release> releases() {
    List<Release> releases = new ArrayList<>();
    for (String[] line : LINES) {
      for (String version : line[2].equals(NONE) ? new String[0] : line[2].split(" +")) {
        releases.add(
            new Release(line[0], List.of(line[1].replace("VERSION", version).split(" +"))));
      }
    }
    return releases;
  }

  static List<Release> others() {
    return LINES.stream()
        .filter(line -> line[2].equals(NONE))
        .map(line -> new Release(line[0], List.of(line[1].split(" +"))))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void oneVariantFitsAndItsHooksFindTheirPlacesAndTheirAdvice(Release release) throws Exception {
    try (WovenLibrary library = release.woven()) {
      assertThat(library.fitting()).hasSize(1);
      Map<Hook, Integer> places = library.weave();
      assertThat(library.describe()).noneMatch(line -> line.contains("left alone"));
      for (Hook hook : library.variant().hooks()) {
        assertPlaced(hook, places.getOrDefault(hook, 0));
      }
      assertThat(library.unresolved()).isEmpty();
      assertThat(library.describe()).noneMatch(line -> line.contains("without "));
    }
  }

  private static void assertPlaced(Hook hook, int places) {
    if (places == 0) {
      assertThat(hook.isOptional()).as(hook + " may be missing").isTrue();
    } else if (hook.place() != Place.EXIT && hook.place() != Place.THROW) { // of which are many
      assertThat(places).as("places of " + hook).isEqualTo(1);
    }
  }

  /** It was the last for Java 5, whose class files have no {@code invokedynamic}. */
  @Test
  void ofSpring3TheReasonIsToldWhyItIsLeftAlone() throws Exception {
    Release spring3 =
        new Release(
            "spring-mvc",
            List.of(
                "org.springframework:spring-webmvc:3.2.18.RELEASE",
                "javax.servlet:javax.servlet-api:3.1.0"));
    try (WovenLibrary library = spring3.woven()) {
      assertThat(library.weave()).isEmpty();
      assertThat(library.describe())
          .anyMatch(line -> line.contains("left alone") && line.contains("older than 7"));
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherProductWithClassesOfTheSameNameIsNobodys(Release other) throws Exception {
    try (WovenLibrary library = other.woven()) {
      boolean isNameOfTheirs =
          plugin(other.plugin()).variants().stream()
              .flatMap(variant -> variant.hooks().stream())
              .map(hook -> hook.className().replace('.', '/') + ".class")
              .anyMatch(file -> library.findResource(file) != null);
      assertThat(isNameOfTheirs).as("a class that is hooked elsewhere").isTrue();
      assertThat(library.fitting()).isEmpty();
    }
  }

  /** A hook that matches nowhere any more is to go. */
  @Test
  void everyHookOfEveryVariantHasAPlaceInSomeRelease() throws Exception {
    Set<String> hooks = new TreeSet<>();
    for (Plugin plugin : plugins()) {
      if (!plugin.id().equals(OF_THE_JDK)) {
        plugin.variants().forEach(variant -> variant.hooks().forEach(hook -> hooks.add("" + hook)));
      }
    }
    assertThat(hooks).isNotEmpty();
    for (Release release : releases()) {
      try (WovenLibrary library = release.woven()) {
        library
            .weave()
            .forEach(
                (hook, places) -> {
                  if (places > 0) {
                    hooks.remove("" + hook);
                  }
                });
      }
    }
    assertThat(hooks).isEmpty();
  }
}
