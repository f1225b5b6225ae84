package io.pillion.rules.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.rules.Yaml;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a user declares, it is a rule or there are lines that say what is wrong with it. */
class RuleFuzzTest {
  private static final String SEED = "10";

  @Property(seed = SEED)
  void anyDeclarationIsARuleOrComplainedOfInLines(@ForAll("rules") List<String> rules) {
    List<String> problems = new ArrayList<>();
    List<Rule> read = Yaml.parse(String.join("", rules), problems::add);
    assertThat(problems).allSatisfy(line -> assertThat(line).isNotBlank());
    if (problems.isEmpty()) {
      assertThat(read).hasSameSizeAs(rules);
    }
  }

  @Provide
  Arbitrary<List<String>> rules() {
    Arbitrary<String> key =
        Arbitraries.oneOf(Arbitraries.of(RuleParser.KEYS), Arbitraries.of("valu", ""));
    Arbitrary<String> scalar =
        Arbitraries.oneOf(
            Arbitraries.of(
                "counter",
                "gauge",
                "histogram",
                "summary",
                "io.shop.A",
                "io.shop.A$B",
                "place",
                "place(int, String[])",
                "new",
                "arg0",
                "arg9.x.y()",
                "return",
                "this.a.b",
                "thrown",
                "calls",
                "duration",
                "threw",
                "threw java.io.IOException",
                "always",
                "returned",
                "a_total",
                "http_x",
                "[0.1, 0.5]",
                "[2, 1]",
                "[]",
                "{a: arg0}",
                "{a: {value: arg1, limit: 3}}",
                "{a: {value: this, allow: [x]}}",
                "~",
                "1e400"),
            Arbitraries.strings().ascii().ofMaxLength(6).map(RuleFuzzTest::quoted),
            Arbitraries.strings().ofMaxLength(6).map(RuleFuzzTest::quoted));
    Arbitrary<String> line =
        Combinators.combine(key, scalar).as((name, value) -> quoted(name) + ": " + value + "\n");
    return line.list()
        .uniqueElements(text -> text.substring(0, text.indexOf(':')))
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(lines -> "  - " + String.join("    ", lines))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** In YAML's double quotes, where everything can be said. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      quoted.append(String.format("\\u%04x", (int) text.charAt(i)));
    }
    return quoted.append('"').toString();
  }
}
