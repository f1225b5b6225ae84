package io.pillion.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the agent's jar, and what the app sees of it. {@link SupplyChainIT} has the rest. */
class PackagingIT {
  private static final String BOOT = "io/pillion/boot/";
  private static final String AGENT = "inst/";
  private static final String SERVICES = "META-INF/services/";

  private static final List<String> NAMES = new ArrayList<>();
  private static final Map<String, byte[]> FILES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file = Files.newInputStream(App.AGENT);
        ZipInputStream jar = new ZipInputStream(file)) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (!entry.isDirectory()) {
          NAMES.add(entry.getName());
          FILES.put(entry.getName(), jar.readAllBytes());
        }
      }
    }
  }

  private static Stream<String> classes() {
    return FILES.keySet().stream().filter(name -> name.matches(".*\\.class(data)?"));
  }

  private static String internal(String file) {
    return file.replaceFirst("^inst/", "").replaceFirst("\\.class(data)?$", "");
  }

  private static List<Plugin> plugins() {
    return ServiceLoader.load(Plugin.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  @Test
  void theAppSeesNoClassButThoseThatStartTheAgentAndNoService() {
    assertThat(NAMES)
        .filteredOn(name -> !name.startsWith(AGENT))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(BOOT) || name.startsWith("META-INF/"))
        .noneMatch(name -> name.startsWith(SERVICES) || name.startsWith("META-INF/versions/"));
  }

  @Test
  void noFileIsThereTwiceNorClassInBothRooms() {
    assertThat(NAMES).doesNotHaveDuplicates();
    assertThat(classes().map(PackagingIT::internal)).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void noClassRefersToALibraryByTheNameThatAnAppMayHaveItUnder() {
    assertThat(classes())
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(new String(FILES.get(name), ISO_8859_1))
                    .as(name)
                    .doesNotContain(
                        "net/bytebuddy/", "io/prometheus/", "org/snakeyaml/", "at/favre/"));
  }

  @Test
  void whatTheAppSeesRefersToNothingElse() {
    assertThat(FILES.keySet())
        .filteredOn(name -> name.startsWith(BOOT))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(references(name))
                    .as(name)
                    .allMatch(type -> type.startsWith(BOOT) || isOfJdk(type)));
  }

  @Test
  void theAgentRefersToNothingThatWasLeftOutOfItsJar() {
    Set<String> packed = new TreeSet<>(classes().map(PackagingIT::internal).toList());
    Set<String> ofPlugins = new TreeSet<>();
    for (Plugin plugin : plugins()) {
      ofPlugins.add(plugin.getClass().getPackageName());
      plugin.variants().forEach(variant -> ofPlugins.add(packageOf(variant.advice())));
    }
    assertThat(classes())
        .filteredOn(name -> name.startsWith(AGENT + "io/pillion/"))
        .filteredOn(name -> !name.startsWith(AGENT + "io/pillion/lib/"))
        .filteredOn(name -> !ofPlugins.contains(packageOf(internal(name))))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(references(name))
                    .as(name)
                    .allMatch(type -> packed.contains(type) || isOfJdk(type)));
  }

  private static String packageOf(String internalName) {
    String name = internalName.replace('/', '.');
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static boolean isOfJdk(String internalName) {
    return Stream.of("java/", "javax/", "jdk/", "sun/", "com/sun/")
        .anyMatch(internalName::startsWith);
  }

  /** The names of all classes that a class names, arrays' elements for arrays. */
  private static Set<String> references(String file) {
    Set<String> names = new TreeSet<>();
    new ClassReader(FILES.get(file))
        .accept(
            new ClassRemapper(
                new ClassWriter(0),
                new Remapper(Opcodes.ASM9) {
                  @Override
                  public String map(String internalName) {
                    names.add(internalName);
                    return internalName;
                  }
                }),
            0);
    return names;
  }

  @Test
  void everyPluginIsNamedAndItsClassesAreThere() {
    String services = new String(FILES.get(AGENT + SERVICES + Plugin.class.getName()), UTF_8);
    assertThat(services.lines())
        .containsExactlyInAnyOrderElementsOf(
            plugins().stream().map(plugin -> plugin.getClass().getName()).toList())
        .allMatch(name -> FILES.containsKey(file(name)));
    assertThat(plugins())
        .flatExtracting(Plugin::variants)
        .isNotEmpty()
        .allMatch(variant -> FILES.containsKey(file(variant.advice())));
  }

  private static String file(String className) {
    return AGENT + className.replace('.', '/') + ".classdata";
  }

  @Test
  void noOtherServiceIsOffered() {
    assertThat(NAMES).filteredOn(name -> name.contains(SERVICES)).hasSize(1);
  }

  /** One class needs Java 9, and is not touched before there is one. */
  @Test
  void everyClassIsForJava8() {
    assertThat(classes())
        .filteredOn(name -> !name.equals(file("io.pillion.weave.Java9Modules")))
        .isNotEmpty()
        .allMatch(name -> FILES.get(name)[7] <= 52);
  }
}
