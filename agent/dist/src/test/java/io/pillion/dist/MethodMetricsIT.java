package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics of an app's own methods, declared in a file; the app knows nothing of them. */
class MethodMetricsIT {
  private static final String TILL = ", class: io.pillion.testapp.Till, ";

  @TempDir Path folder;

  private Shop shop(String... rules) throws Exception {
    return Shop.start(folder, yaml(rules));
  }

  private static String yaml(String... rules) {
    StringBuilder yaml = new StringBuilder("metrics:\n");
    for (String rule : rules) {
      yaml.append("  - {").append(rule).append("}\n");
    }
    return yaml.toString();
  }

  private static void assertNoFaults(Shop shop) {
    assertThat(shop.scrape().value("pillion_errors_total")).as(shop.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17, 25})
  void eachTypeAndSource(int release) throws Exception {
    String yaml =
        yaml(
            "name: sales_total, type: counter, help: Sales made." + TILL + "method: sell",
            "name: pieces_total, type: counter" + TILL + "method: sell, value: arg1",
            "name: till_total, type: gauge" + TILL + "method: sell, value: return",
            "name: till_field, type: gauge" + TILL + "method: sell, value: this.total",
            "name: till_name_length, type: gauge"
                + TILL
                + "method: sell, value: this.name().text.length()",
            "name: sale_seconds, type: histogram, buckets: [10, 20]" + TILL + "method: sell",
            "name: sale_size, type: summary, quantiles: [0.5]" + TILL + "method: sell, value: arg1",
            "name: sales_by_kind_total, type: counter"
                + TILL
                + "method: sell, labels: {kind: arg0, till: this.name().text(), size: arg1}",
            "name: half, type: gauge" + TILL + "method: half, value: return",
            "name: good, type: gauge" + TILL + "method: check, value: arg0");
    try (Shop shop = Shop.start(folder, yaml, Jvm.ofRelease(release))) {
      assertThat(shop.run("sell tea 3")).isEqualTo("3");
      assertThat(shop.run("sell jam 4")).isEqualTo("7");
      assertThat(shop.run("half 5")).isEqualTo("2.5");
      assertThat(shop.run("check good")).isEqualTo("true");
      Scrape scrape = shop.scrape();
      assertThat(scrape.text()).contains("# HELP sales_total Sales made.");
      assertThat(scrape.value("sales_total")).isEqualTo(2);
      assertThat(scrape.value("pieces_total")).isEqualTo(7);
      assertThat(scrape.value("till_total")).isEqualTo(7);
      assertThat(scrape.value("till_field")).isEqualTo(7);
      assertThat(scrape.value("till_name_length")).isEqualTo(4);
      assertThat(scrape.value("sale_seconds_count")).isEqualTo(2);
      assertThat(scrape.value("sale_seconds_bucket", "le", "10.0")).isEqualTo(2);
      assertThat(scrape.value("sale_seconds_sum")).isPositive();
      assertThat(scrape.value("sale_size_sum")).isEqualTo(7);
      assertThat(scrape.samples("sale_size", "quantile", "0.5")).hasSize(1);
      assertThat(scrape.value("sales_by_kind_total", "kind", "tea", "till", "main", "size", "3"))
          .isEqualTo(1);
      assertThat(scrape.value("half")).isEqualTo(2.5);
      assertThat(scrape.value("good")).isEqualTo(1);
      assertNoFaults(shop);
    }
  }

  @Test
  void methodsOfEveryKind() throws Exception {
    try (Shop shop =
        shop(
            "name: add_total, type: counter" + TILL + "method: add",
            "name: add_int_total, type: counter" + TILL + "method: add(int), value: arg0",
            "name: add_text_total, type: counter" + TILL + "method: add(String)",
            "name: sums_total, type: counter" + TILL + "method: [add(int), add(String), depth]",
            "name: depth_total, type: counter" + TILL + "method: depth",
            "name: check_total, type: counter" + TILL + "method: check",
            "name: later_total, type: counter" + TILL + "method: later",
            "name: tills_total, type: counter" + TILL + "method: new",
            "name: named_total, type: counter"
                + TILL
                + "method: new(String), when: always,"
                + " labels: {name: arg0, held: this.name.text}",
            "name: plain_total, type: counter" + TILL + "method: new()")) {
      shop.run("add");
      assertThat(shop.run("depth 4")).isEqualTo("4");
      shop.run("check good");
      assertThat(shop.run("later")).isEqualTo("13");
      shop.run("new");
      shop.run("new x");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("add_total")).isEqualTo(3);
      assertThat(scrape.value("add_int_total")).isEqualTo(3);
      assertThat(scrape.value("add_text_total")).isEqualTo(1);
      assertThat(scrape.value("sums_total")).isEqualTo(8);
      assertThat(scrape.value("depth_total")).isEqualTo(5);
      assertThat(scrape.value("check_total")).isEqualTo(1);
      assertThat(scrape.value("later_total")).isEqualTo(1);
      assertThat(scrape.value("tills_total")).as("with that of main").isEqualTo(3);
      assertThat(scrape.value("named_total", "name", "x", "held", "x")).isEqualTo(1);
      assertThat(scrape.value("plain_total")).isEqualTo(1);
      assertNoFaults(shop);
    }
  }

  @Test
  void callsThatThrew() throws Exception {
    try (Shop shop =
        shop(
            "name: returned_total, type: counter" + TILL + "method: fail",
            "name: threw_total, type: counter"
                + TILL
                + "method: fail, when: threw, labels: {exception: thrown, how: arg0}",
            "name: io_total, type: counter"
                + TILL
                + "method: fail, when: threw java.io.IOException",
            "name: all_seconds, type: histogram" + TILL + "method: fail, when: always",
            "name: any_total, type: counter"
                + TILL
                + "method: fail, when: always, labels: {exception: thrown}",
            "name: locked_total, type: counter" + TILL + "method: locked, when: threw")) {
      assertThat(shop.run("fail io")).isEqualTo("java.io.IOException");
      assertThat(shop.run("fail file")).isEqualTo("java.io.FileNotFoundException");
      assertThat(shop.run("fail state")).isEqualTo("java.lang.IllegalStateException");
      assertThat(shop.run("fail not")).isEqualTo("3");
      assertThat(shop.run("locked fails")).isEqualTo("java.lang.IllegalStateException");
      assertThat(shop.run("locked not")).isEqualTo("null");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("returned_total")).isEqualTo(1);
      assertThat(
              scrape.value(
                  "threw_total", "exception", "java.io.FileNotFoundException", "how", "file"))
          .isEqualTo(1);
      assertThat(scrape.value("threw_total")).isEqualTo(3);
      assertThat(scrape.value("io_total")).isEqualTo(2);
      assertThat(scrape.value("all_seconds_count")).isEqualTo(4);
      assertThat(scrape.value("any_total", "exception", "")).isEqualTo(1);
      assertThat(scrape.value("any_total")).isEqualTo(4);
      assertThat(scrape.value("locked_total")).isEqualTo(1);
      assertNoFaults(shop);
    }
  }

  @Test
  void classesBySupertypeAndByAnnotation() throws Exception {
    try (Shop shop =
        shop(
            "name: pieces, type: gauge, implements: io.pillion.testapp.Stock, method: pieces,"
                + " value: return",
            "name: pairs_total, type: counter, implements: io.pillion.testapp.Stock, method: pairs",
            "name: puts_total, type: counter, annotated: io.pillion.testapp.Counted, method: put",
            "name: noted_total, type: counter, annotated: io.pillion.testapp.Counted")) {
      shop.run("put a");
      shop.run("put b");
      assertThat(shop.run("pairs")).isEqualTo("1");
      shop.run("noted");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("pieces")).isEqualTo(2);
      assertThat(scrape.value("pairs_total")).isEqualTo(1);
      assertThat(scrape.value("puts_total")).isEqualTo(2);
      assertThat(scrape.value("noted_total")).isEqualTo(1);
      assertNoFaults(shop);
    }
  }

  @Test
  void twoClassLoadersAtOnce() throws Exception {
    try (Shop shop =
        shop(
            "name: sales_total, type: counter"
                + TILL
                + "method: sell, labels: {kind: arg0, till: this.name().text()}")) {
      shop.run("sell tea 1");
      assertThat(shop.run("isolated")).isEqualTo("7");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("sales_total", "till", "main")).isEqualTo(1);
      assertThat(scrape.value("sales_total", "kind", "isolated", "till", "till")).isEqualTo(1);
      assertNoFaults(shop);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 25})
  void aClassLoaderThatTheAppDropsIsCollectedWhileRulesStay(int release) throws Exception {
    String yaml =
        yaml(
            "name: sales_total, type: counter"
                + TILL
                + "method: sell, labels: {kind: arg0, till: this.name().text()}",
            "name: sale_seconds, type: histogram" + TILL + "method: sell, when: always",
            "name: totals, type: gauge" + TILL + "follow: this.total");
    String softly = "-XX:SoftRefLRUPolicyMSPerMB=0"; // what the JDK holds softly may go at once
    try (Shop shop = Shop.start(folder, yaml, Jvm.ofRelease(release), softly)) {
      assertThat(shop.run("twins")).isEqualTo("11");
      assertThat(shop.scrape().value("totals")).isEqualTo(2);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(shop.run("dropped")).isEqualTo("true"));
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("totals")).as("of the till that is kept").isEqualTo(1);
      assertThat(scrape.value("sales_total", "kind", "lost")).isEqualTo(1);
      assertThat(scrape.value("sale_seconds_count")).isEqualTo(2);
      assertNoFaults(shop);
    }
  }

  @Test
  void constructorsThatThrow() throws Exception {
    String voucher = ", class: io.pillion.testapp.Voucher, method: new, ";
    try (Shop shop =
        shop(
            "name: made_total, type: counter" + voucher + "value: arg0",
            "name: refused_total, type: counter"
                + voucher
                + "when: threw, labels: {how: thrown, worth: arg0}",
            "name: tried_seconds, type: histogram" + voucher + "when: always")) {
      assertThat(shop.run("voucher 10")).isEqualTo("10");
      assertThat(shop.run("voucher 200")).isEqualTo("java.lang.IllegalArgumentException");
      assertThat(shop.run("voucher -1")).isEqualTo("java.lang.IllegalStateException");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("made_total")).isEqualTo(10);
      assertThat(scrape.value("refused_total")).as("not by super(…)").isEqualTo(1);
      assertThat(
              scrape.value(
                  "refused_total", "how", "java.lang.IllegalArgumentException", "worth", "200"))
          .isEqualTo(1);
      assertThat(scrape.value("tried_seconds_count")).isEqualTo(2);
      assertNoFaults(shop);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 25})
  void theFirstCallThatMainMakesCounts(int release) throws Exception {
    String yaml = yaml("name: tills_total, type: counter" + TILL + "method: new(String)");
    try (Shop shop = Shop.start(folder, yaml, Jvm.ofRelease(release))) {
      assertThat(shop.scrape().value("tills_total")).isEqualTo(1);
    }
  }

  @Test
  void aGaugeFollowsLiveObjects() throws Exception {
    try (Shop shop =
        shop(
            "name: shelf_pieces, type: gauge, class: io.pillion.testapp.Shelf, method: put,"
                + " follow: this.things.size()",
            "name: name_lengths, type: gauge" + TILL + "follow: this.name.text.length()")) {
      shop.run("put a");
      shop.run("put b");
      shop.run("new four");
      assertThat(shop.scrape().value("shelf_pieces")).isEqualTo(2);
      assertThat(shop.scrape().value("name_lengths")).as("of main and four").isEqualTo(8);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                shop.run("gather");
                return shop.scrape().value("name_lengths") == 4;
              });
      assertNoFaults(shop);
    }
  }

  @Test
  void labelsAreBounded() throws Exception {
    try (Shop shop =
        shop(
            "name: limited_total, type: counter"
                + TILL
                + "method: sell, labels: {kind: {value: arg0, limit: 2}}",
            "name: allowed_total, type: counter"
                + TILL
                + "method: sell, labels: {kind: {value: arg0, allow: [jam]}}")) {
      for (String kind : new String[] {"tea", "jam", "oil", "tea", "ink"}) {
        shop.run("sell " + kind + " 1");
      }
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("limited_total", "kind", "tea")).isEqualTo(2);
      assertThat(scrape.value("limited_total", "kind", "_OTHER")).isEqualTo(2);
      assertThat(scrape.value("allowed_total", "kind", "jam")).isEqualTo(1);
      assertThat(scrape.value("allowed_total", "kind", "_OTHER")).isEqualTo(4);
      assertThat(scrape.value("pillion_overflow_total", "limit", "metrics.limited_total.kind"))
          .isEqualTo(2);
    }
  }

  @Test
  void anExpressionThatFailsIsCountedAndTheAppUntouched() throws Exception {
    try (Shop shop =
        shop(
            "name: broken, type: gauge" + TILL + "method: sell, value: this.broken().length()",
            "name: absent, type: gauge" + TILL + "method: sell, value: this.absent().length()",
            "name: nowhere, type: gauge" + TILL + "method: sell, value: this.nowhere()",
            "name: no_number, type: gauge" + TILL + "method: sell, value: arg0",
            "name: nulls_total, type: counter" + TILL + "method: sell, labels: {a: this.absent()}",
            "name: negative_total, type: counter" + TILL + "method: sell, value: arg1")) {
      assertThat(shop.run("sell tea 1")).isEqualTo("1");
      assertThat(shop.run("sell tea -1")).isEqualTo("1");
      Scrape scrape = shop.scrape();
      for (String name : new String[] {"broken", "absent", "nowhere", "no_number", "nulls_total"}) {
        assertThat(scrape.value("pillion_errors_total", "where", "metrics." + name))
            .as(name)
            .isEqualTo(2);
      }
      assertThat(scrape.value("pillion_errors_total", "where", "metrics.negative_total"))
          .isEqualTo(1);
      assertThat(scrape.value("negative_total")).isEqualTo(1);
      assertThat(shop.err())
          .contains("the class io.pillion.testapp.Till has no method nowhere()")
          .contains("a java.lang.String is no number");
    }
  }

  @Test
  void aRuleThatDoesNotFitItsMethodSaysSo() throws Exception {
    try (Shop shop =
        shop(
            "name: a, type: gauge" + TILL + "method: locked, value: return",
            "name: b, type: gauge" + TILL + "method: half, value: this.total",
            "name: c, type: gauge" + TILL + "method: sell, value: arg2")) {
      assertThat(shop.run("sell tea 1")).isEqualTo("1");
      String till = "io.pillion.testapp.Till.";
      assertThat(shop.err())
          .contains("a leaves a method out: " + till + "locked(boolean) returns nothing")
          .contains("b leaves a method out: " + till + "half(double) is static, it has no this")
          .contains(
              "c leaves a method out: "
                  + till
                  + "sell(java.lang.String, int) has no arg2, it takes"
                  + " 2");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT) // it mostly waits
  void aRuleThatMatchesNothingSaysSo() throws Exception {
    try (Shop shop =
        shop("name: orders_total, type: counter, class: io.shop.Ordr, method: place")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(shop.err())
                      .contains(
                          "metrics: no loaded class matches orders_total (class io.shop.Ordr,"
                              + " method place)"));
    }
  }

  @Test
  void aRuleThatFailsAHundredTimesInARowMeasuresNoMore() throws Exception {
    String yaml =
        yaml(
            "name: broken_total, type: gauge"
                + TILL
                + "method: sell, value: this.broken().length()",
            "name: empty_total, type: gauge" + TILL + "method: sell, value: this.absent().length()",
            "name: sales_total, type: counter" + TILL + "method: sell");
    try (Shop shop = Shop.start(folder, yaml)) {
      for (int i = 0; i < 120; i++) {
        shop.begin("sell tea 1");
      }
      assertThat(shop.end()).isEqualTo("120");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("pillion_errors_total", "where", "metrics.broken_total"))
          .isEqualTo(100);
      assertThat(scrape.value("pillion_errors_total", "where", "metrics.empty_total"))
          .as("a null may be a value the next time")
          .isEqualTo(120);
      assertThat(scrape.value("sales_total")).isEqualTo(120);
      assertThat(shop.err()).containsOnlyOnce("metrics: broken_total measures no more: 100 faults");
      assertThat(Client.get(shop.agent().resolve("-/instrumentation")).body())
          .contains("taken out   100 faults in a row");
    }
  }
}
