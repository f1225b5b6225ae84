package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class's methods are also those that it inherits, and of these its own calls alone. */
class InheritedMethodsIT {
  private static final String CELLAR = ", class: io.pillion.testapp.Cellar, ";

  private static final String RULES =
      "metrics:\n"
          + "  - {name: stored_total, type: counter"
          + CELLAR
          + "method: store, value: arg0, labels: {left: return}}\n"
          + "  - {name: store_seconds, type: summary"
          + CELLAR
          + "method: store(int), when: always}\n"
          + "  - {name: pairs_total, type: counter"
          + CELLAR
          + "method: pairs}\n"
          + "  - {name: capacity_total, type: counter"
          + CELLAR
          + "method: capacity}\n"
          + "  - {name: stock_pieces, type: gauge, implements: io.pillion.testapp.Stock,"
          + " method: pieces, value: return}\n"
          + "  - {name: vault_total, type: counter, class: io.pillion.testapp.Vault,"
          + " method: [store, pieces]}\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 17, 25})
  void countOnObjectsOfTheClassAlone(int release) throws Exception {
    try (Shop shop = Shop.start(folder, RULES, Jvm.ofRelease(release))) {
      shop.run("store cellar"); // first of all: what it inherits from is loaded with it
      shop.run("store cellar");
      shop.run("store attic");
      shop.run("store plain");
      shop.run("store vault");
      shop.run("pieces cellar");
      shop.run("pieces attic");
      shop.run("pieces vault");
      assertThat(shop.run("stock-pairs cellar")).isEqualTo("1");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("stored_total", "left", "1")).isEqualTo(2);
      assertThat(scrape.value("stored_total"))
          .as("two in the cellar, one in the vault")
          .isEqualTo(3);
      assertThat(scrape.value("store_seconds_count")).isEqualTo(3);
      assertThat(scrape.value("pairs_total")).isEqualTo(1);
      assertThat(scrape.value("capacity_total")).as("static: of no object").isZero();
      assertThat(scrape.value("stock_pieces")).as("the cellar's, by pairs()").isEqualTo(2);
      assertThat(scrape.value("vault_total")).as("its own, and one inherited").isEqualTo(2);
      assertThat(scrape.value("pillion_errors_total")).as(shop.err()).isZero();
    }
  }

  @Test
  void countWhereTheCodeWasLoadedLongBeforeTheClass() throws Exception {
    try (Shop shop = Shop.start(folder, RULES)) {
      shop.run("store attic");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                shop.run("store cellar");
                return shop.scrape().value("stored_total") > 0;
              });
      double before = shop.scrape().value("stored_total");
      shop.run("store cellar");
      shop.run("store attic");
      assertThat(shop.scrape().value("stored_total")).isEqualTo(before + 1);
    }
  }

  @Test
  void comeAndGoWithTheRule() throws Exception {
    try (Shop shop = Shop.start(folder, "metrics: []")) {
      shop.run("store cellar");
      shop.run("store attic");
      assertThat(shop.declare(RULES))
          .contains("added stored_total")
          .doesNotContain("stored_total (");
      shop.run("store cellar");
      shop.run("store attic");
      assertThat(shop.scrape().value("stored_total", "left", "2")).isEqualTo(1);
      assertThat(shop.scrape().value("stored_total")).isEqualTo(1);
      shop.declare("metrics: []");
      shop.run("store cellar");
      assertThat(shop.declare(RULES)).contains("added stored_total");
      shop.run("store cellar");
      assertThat(shop.scrape().value("stored_total")).isEqualTo(1);
    }
  }
}
