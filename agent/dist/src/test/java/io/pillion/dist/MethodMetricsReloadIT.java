package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rules that change while the app runs and works. */
class MethodMetricsReloadIT {
  private static final String SALES =
      """
      metrics:
        - name: sales_total
          type: counter
          class: io.pillion.testapp.Till
          method: sell
          labels: {kind: arg0}
      """;

  @TempDir Path folder;

  @Test
  void aRuleComesChangesAndGoes() throws Exception {
    try (Shop shop = Shop.start(folder, "metrics: []")) {
      shop.run("sell tea 1");
      assertThat(shop.declare(SALES)).contains("added sales_total");
      shop.run("sell tea 1");
      assertThat(shop.scrape().value("sales_total", "kind", "tea")).isEqualTo(1);
      assertThat(shop.declare(SALES + "    value: arg1\n")).contains("changed sales_total");
      shop.run("sell tea 5");
      assertThat(shop.scrape().value("sales_total", "kind", "tea")).isEqualTo(5);
      assertThat(shop.declare("metrics: []")).contains("removed sales_total");
      shop.run("sell tea 1");
      assertThat(shop.scrape().samples("sales_total")).isEmpty();
    }
  }

  @Test
  void aMistakeLeavesInForceWhatWas() throws Exception {
    try (Shop shop = Shop.start(folder, SALES)) {
      assertThat(shop.declare(SALES + "    valu: arg1\n"))
          .contains("line 7 column 11: valu: there is no such key; did you mean value?")
          .contains("is not used");
      shop.run("sell tea 5");
      assertThat(shop.scrape().value("sales_total", "kind", "tea")).isEqualTo(1);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT) // it mostly waits
  void countsAreExactAcrossTwentyEditsUnderLoadAndTheClassIsAsBeforeInTheEnd() throws Exception {
    String spy = "-javaagent:" + ClassPath.testApp();
    try (Shop shop = Shop.start(folder, "metrics: []", Jvm.own(), spy)) {
      String original = shop.run("digest Till");
      shop.declare(SALES);
      assertThat(shop.run("digest Till")).as("what is woven").isNotEqualTo(original);
      shop.run("sell load 0");
      shop.run("work");
      for (int edit = 1; edit <= 20; edit++) {
        String other =
            edit % 2 == 0
                ? ""
                : """
                  - name: pieces_seconds
                    type: histogram
                    class: io.pillion.testapp.Till
                    method: sell
                    when: always
                """;
        assertThat(shop.declare(SALES + "    help: Edit " + edit + "\n" + other))
            .contains(edit % 2 == 0 ? "removed pieces_seconds" : "added pieces_seconds");
      }
      int sold = Integer.parseInt(shop.run("stop"));
      assertThat(sold).isGreaterThan(1000);
      assertThat(shop.scrape().value("sales_total", "kind", "load")).isEqualTo(1 + sold);
      assertThat(shop.scrape().text()).contains("# HELP sales_total Edit 20");
      shop.declare("metrics: []");
      assertThat(shop.run("digest Till")).isEqualTo(original);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT) // it mostly waits
  void mistakesUnderLoadAreToldAndChangeNothing() throws Exception {
    List<String> mistakes =
        List.of(
            "    valu: arg1\n",
            "    value: arg1.\n",
            "    value: [arg1]\n",
            "    value: return.\u0001\n",
            "    when: failed\n",
            "    buckets: [1]\n",
            "    method: twice\n",
            "    implements: a.B\n    extends: a.B\n",
            "    help: ${NO_SUCH_VARIABLE}\n",
            "    help: \"open\n",
            "\thelp: tab\n",
            "  - {name: sales, type: counter, class: a.B, method: c}\n",
            "  - {name: b, type: gauge, class: a.B, method: c}\n",
            "  - {name: b, type: counter, class: a.B, method: 'c('}\n",
            "  - name\n",
            "prot: 1\n");
    try (Shop shop = Shop.start(folder, SALES)) {
      shop.run("sell load 0");
      shop.run("work");
      for (String mistake : mistakes) {
        assertThat(shop.declare(SALES + mistake))
            .as(mistake)
            .containsPattern("pillion\\.yaml line ([6-9]|10) column \\d+: ")
            .contains("was read again and is not used");
      }
      int sold = Integer.parseInt(shop.run("stop"));
      assertThat(sold).isGreaterThan(1000);
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("sales_total", "kind", "load")).isEqualTo(1 + sold);
      assertThat(scrape.value("pillion_errors_total")).isZero();
      assertThat(shop.err()).doesNotContain("a fault", "Exception", "\tat ");
    }
  }
}
