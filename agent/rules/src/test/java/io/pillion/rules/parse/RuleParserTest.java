package io.pillion.rules.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.config.Settings;
import io.pillion.rules.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a rule is said with its place, what was found and what is allowed. */
class RuleParserTest {
  private static final String GOOD = "name: a, type: counter, class: b.C, method: d";

  @TempDir Path folder;

  private List<String> problems(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("pillion.yaml"), yaml);
    List<String> problems = new ArrayList<>();
    Settings.read("config=" + file, new Properties(), Map.of(), problems::add)
        .withFile(null, Rules::parse, problems::add);
    problems.removeIf(line -> line.endsWith(" is not used"));
    problems.replaceAll(line -> line.replace(file + " ", ""));
    return problems;
  }

  @Test
  void aGoodRuleHasNoProblems() throws Exception {
    assertThat(problems("metrics: [{" + GOOD + "}]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type: counter, class: b.C, method: d | metrics: the key name is missing; allowed is a metric's name such as orders_total
          name: a-b, type: counter, class: b.C, method: d | name: "a-b" is no metric's name; allowed are letters, digits, _ and :
          name: http_x, type: counter, class: b.C, method: d | name: "http_x" is kept for Pillion's own metrics; allowed is what does not begin with http_, jvm_, process_ or pillion_
          name: a, type: count, class: b.C, method: d | type: "count" is no type; did you mean counter? there are counter, gauge, histogram, summary
          name: a, type: counter, method: d | metrics: one of the keys class, extends, implements, annotated is missing
          name: a, type: counter, class: b/C, method: d | class: "b/C" is no class name; allowed is one such as io.shop.Order, of a nested class io.shop.Order$Line
          name: a, type: counter, class: b.C, method: d( | method: "d(" is no method; allowed is a method's name such as increment, new for constructors, and if need be the types of its parameters, such as increment(java.lang.String, int[])
          name: a, type: gauge, class: b.C, method: d | metrics: a gauge needs a value
          name: a, type: gauge, class: b.C, method: d, value: args0 | value: "args0" is no value; allowed is calls, duration, return, this, thrown, arg0, arg1 and so on
          name: a, type: gauge, class: b.C, method: d, value: calls.x | value: "calls.x": nothing can follow calls, it is a plain number
          name: a, type: gauge, class: b.C, method: d, value: return, when: threw | value: "return" is there only when a call returned; allowed is that without "when: threw"
          name: a, type: counter, class: b.C, method: d, when: fails | when: "fails" is no outcome; allowed is returned, threw, threw and the name of an exception's class, always
          name: a, type: counter, class: b.C, method: d, labels: [x] | labels: found is a list; allowed is a map such as {kind: arg0}
          name: a, type: counter, class: b.C, method: d, labels: {le: arg0} | labels.le: "le" is no label's name
          name: a, type: counter, class: b.C, method: d, labels: {x: calls} | labels: the label "x" cannot be "calls" of a call that returned; allowed is return, this
          name: a, type: counter, class: b.C, method: d, labels: {x: {value: arg0, limit: 0}} | labels.x.limit: "0" is no limit; allowed is a whole number from 1 to 10000
          name: a, type: counter, class: b.C, method: d, buckets: [1] | buckets: a counter has none; allowed are buckets of a histogram
          name: a, type: histogram, class: b.C, method: d, buckets: [2, 1] | buckets: "1" is out of order or range; allowed are numbers in ascending order
          name: a, type: summary, class: b.C, method: d, quantiles: [2] | quantiles: "2" is out of order or range; allowed are numbers from 0 to 1 in ascending order
          name: a, type: counter, class: b.C, follow: this.x | follow: "this.x" cannot be followed; allowed is that for a gauge alone
          name: a, type: counter, clas: b.C, class: b.C, method: d | clas: there is no such key; did you mean class?
          name: a, type: counter, class: [b.C], method: d | class: found is a list; allowed is one value
          """)
  void aWrongRuleIsToldWithItsPlace(String rule, String problem) throws Exception {
    List<String> problems = problems("metrics:\n  - {" + rule + "}");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).matches("(?s)line 2 column \\d+: .*").contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metrics: yes | metrics: found is "yes"; allowed is a list
          metrics: [yes] | metrics: found is "yes"; allowed is a map with the keys name, type
          metrics: {name: a} | metrics: found is a map; allowed is a list
          """)
  void metricsAreAListOfMaps(String yaml, String problem) throws Exception {
    assertThat(problems(yaml)).singleElement().asString().contains(problem);
  }

  @Test
  void aNameIsGivenOnce() throws Exception {
    assertThat(
            problems(
                "metrics: [{" + GOOD + "}, {" + GOOD.replace("name: a", "name: a_total") + "}]"))
        .singleElement()
        .asString()
        .contains("name: \"a_total\" is given twice");
  }
}
