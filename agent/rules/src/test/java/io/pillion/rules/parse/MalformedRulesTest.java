package io.pillion.rules.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.config.Settings;
import io.pillion.rules.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hundred files of rules with a mistake, each answered so that a stranger can mend it. */
class MalformedRulesTest {
  private static final int FILES = 200;

  @TempDir Path folder;

  static IntStream numbers() {
    return IntStream.range(0, FILES);
  }

  private List<String> said(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("pillion.yaml"), yaml);
    List<String> lines = new ArrayList<>();
    Settings settings =
        Settings.read("config=" + file, new Properties(), Map.of(), lines::add)
            .withFile(null, Rules::parse, lines::add);
    lines.replaceAll(line -> line.replace(file.toString(), "FILE"));
    assertThat(settings.metrics()).as("what is used of the file").isNull();
    return lines;
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isAnsweredWithPlaceAndKeyAndWhatWasFoundAndWhatIsAllowed(int number) throws Exception {
    MalformedRule wrong = MalformedRule.of(number);
    List<String> lines = said(wrong.yaml());
    assertThat(lines).as(wrong.yaml()).last().isEqualTo("FILE is not used");
    List<String> problems = lines.subList(0, lines.size() - 1);
    assertThat(problems)
        .as(wrong.yaml())
        .allMatch(line -> line.matches("FILE line \\d+ column \\d+: \\S+: \\P{Cntrl}+"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("FILE line " + wrong.line() + " column ")
                    .containsPattern(": " + wrong.key() + "(\\.[a-z_.-]+)?: ")
                    .contains(wrong.found())
                    .contains(wrong.allowed()));
    assertThat(problems).as(wrong.yaml()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void noTwoFilesAreTheSame() {
    Set<String> files = new HashSet<>();
    numbers().forEach(number -> files.add(MalformedRule.of(number).yaml()));
    assertThat(files).hasSizeGreaterThan(FILES * 9 / 10);
  }
}
