package io.pillion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a user writes, the agent says what is wrong with it in lines, and goes on. */
class SettingsFuzzTest {
  private static final String SEED = "10";
  private static Path file;

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("pillion", ".yaml");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  /** What separates, quotes, nests or refers somewhere in a setting, and names of settings. */
  @Provide
  Arbitrary<String> written() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.of(
                "=", ",", ";", ":", "|", " ", "\n", "\r", "\t", "\"", "'", "{", "}", "[", "]", "- ",
                "#", "&a", "*a", "!!int", "---", "${", "${A:-b}", "${A}", "/", "/*", "-", "..", "0",
                "65536", "1e9", "NaN", "true", "\u0000", "\uFEFF", "\u2028", "é", "💩"),
            Arbitraries.of(Setting.ALL).map(Setting::name),
            Arbitraries.of("metrics", "tenant=X-Tenant:acme|globex", "/orders/{id}", "http", "a"),
            Arbitraries.strings().ofMaxLength(5));
    return piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
  }

  private static void expectLines(List<String> problems) {
    assertThat(problems).allSatisfy(line -> assertThat(line).isNotBlank());
  }

  private static void expectWhole(Settings settings) {
    for (Setting<?> setting : Setting.ALL) {
      assertThat(settings.get(setting)).as(setting.name()).isNotNull();
      assertThat(settings.source(setting)).isNotBlank();
    }
  }

  @Property(seed = SEED)
  void anyArgumentsAreReadOrComplainedOfInLines(@ForAll("written") String arguments) {
    List<String> problems = new ArrayList<>();
    // a file that is named is another property's
    String harmless = arguments.replace("config", "confog").replace("web.confog", "confog");
    expectWhole(Settings.read(harmless, new Properties(), Map.of(), problems::add));
    expectLines(problems);
  }

  @Property(seed = SEED)
  void anyValueOfAnySettingIsReadOrComplainedOfInLines(
      @ForAll("setting") Setting<?> setting, @ForAll("written") String value) {
    List<String> problems = new ArrayList<>();
    Properties properties = new Properties();
    properties.setProperty("pillion." + setting.name(), value);
    Settings bySystemProperty = Settings.read(null, properties, Map.of(), problems::add);
    expectWhole(bySystemProperty);
    expectLines(problems);
    Map<String, String> environment =
        Map.of(
            "PILLION_" + setting.name().toUpperCase(java.util.Locale.ROOT).replace('.', '_'),
            value);
    List<String> again = new ArrayList<>();
    Settings byEnvironment = Settings.read(null, new Properties(), environment, again::add);
    if (problems.isEmpty() && again.isEmpty()) {
      assertThat(byEnvironment.items(setting)).isEqualTo(bySystemProperty.items(setting));
    }
  }

  @Provide
  Arbitrary<Setting<?>> setting() {
    List<Setting<?>> withoutFiles = new ArrayList<>(Setting.ALL);
    withoutFiles.remove(Setting.CONFIG);
    return Arbitraries.of(withoutFiles);
  }

  @Property(seed = SEED)
  void anyFileIsUsedAsAWholeOrNotAtAll(@ForAll("yaml") String yaml) throws IOException {
    Files.write(file, yaml.getBytes(StandardCharsets.UTF_8));
    List<String> problems = new ArrayList<>();
    Settings settings =
        Settings.read("config=" + file, new Properties(), Map.of(), problems::add)
            .withFile(null, (metrics, wrong) -> null, problems::add);
    expectWhole(settings);
    expectLines(problems);
    if (!problems.isEmpty()) {
      assertThat(Setting.ALL)
          .filteredOn(setting -> setting != Setting.CONFIG)
          .allSatisfy(setting -> assertThat(settings.source(setting)).isEqualTo("default"));
    }
  }

  /** Lines that are nearly YAML, indented at will. */
  @Provide
  Arbitrary<String> yaml() {
    Arbitrary<String> indent = Arbitraries.of("", "", "", "  ", "    ", "- ", "\t");
    Arbitrary<String> key = Arbitraries.of(Setting.ALL).map(Setting::name);
    Arbitrary<String> known =
        Combinators.combine(indent, key, Arbitraries.of("1", "true", "[a, b]", "{a: b}", "/x", ""))
            .as((space, name, value) -> space + name + ": " + value);
    return Arbitraries.oneOf(known, written())
        .list()
        .ofMaxSize(8)
        .map(lines -> String.join("\n", lines));
  }

  @Property(seed = SEED)
  void aPortRangeIsReadAsItIsPrinted(@ForAll("port") int one, @ForAll("port") int other) {
    String text = Math.min(one, other) + "-" + Math.max(one, other);
    PortRange range = PortRange.parse(text);
    assertThat(PortRange.parse(range.toString())).hasToString(range.toString());
    assertThat(range.first()).isBetween(1, range.last());
    assertThat(range.last()).isBetween(range.first(), 65535);
  }

  @Provide
  Arbitrary<Integer> port() {
    return Arbitraries.integers().between(1, 65535);
  }

  @Property(seed = SEED)
  void anyTextIsAPortRangeOrAnIllegalArgument(@ForAll("written") String text) {
    try {
      PortRange range = PortRange.parse(text);
      assertThat(range.first()).isBetween(0, range.last());
      assertThat(range.last()).isLessThan(65536);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).isNotInstanceOf(ArrayIndexOutOfBoundsException.class);
    }
  }

  @Property(seed = SEED)
  void aTextWithoutPlaceholdersStaysAsItIs(@ForAll("written") String text) {
    String plain = text.replace("$", "");
    assertThat(Placeholders.resolve(plain, Map.of("A", "$1\\"))).isEqualTo(plain);
  }

  @Property(seed = SEED)
  void aPlaceholderIsReplacedByTheValueCharacterByCharacter(@ForAll("written") String value) {
    assertThat(Placeholders.resolve("<${A}>", Map.of("A", value))).isEqualTo("<" + value + ">");
    try {
      Placeholders.resolve(value, Map.of("A", value));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property(seed = SEED)
  void labelsOfHeadersAreBoundedHoweverTheyAreWritten(@ForAll("headerLabel") List<String> items) {
    try {
      List<HeaderLabel> labels = HeaderLabel.parse(items);
      int combinations = 1;
      for (HeaderLabel label : labels) {
        combinations *= label.allowed().size() + 2;
        String printed =
            label.name() + "=" + label.header() + ":" + String.join("|", label.allowed());
        assertThat(items).contains(printed);
      }
      assertThat(combinations).isBetween(1, HeaderLabel.MOST_COMBINATIONS);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<List<String>> headerLabel() {
    Arbitrary<String> name = Arbitraries.of("tenant", "a", "le", "method", "", "a-b", "__x");
    Arbitrary<String> header = Arbitraries.of("X-Tenant", "x", "", "a b", "Host");
    Arbitrary<List<String>> values =
        Arbitraries.strings().withChars("ab1_- ").ofMaxLength(4).list().ofMaxSize(40);
    Arbitrary<String> good =
        Combinators.combine(name, header, values)
            .as((label, of, allowed) -> label + "=" + of + ":" + String.join("|", allowed));
    return Arbitraries.oneOf(good, written()).list().ofMaxSize(4);
  }
}
