package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users can rely on, asked of any server. A subclass has a static method {@code servers},
 * which says how the shop of its server starts ({@code src/test/apps/contract/README.md} says what
 * that is), and may have further questions to that server alone.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
abstract class ServerContract
    implements ContractAnswers,
        ContractSizes,
        ContractConnections,
        ContractDepartures,
        ContractLabels,
        ContractLoad {
  private static App app;

  @Parameter private ContractServer server;
  private Scrape before;

  @BeforeParameterizedClassInvocation
  static void open(ContractServer server) {
    app = server.start();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    if (app != null) {
      app.close();
      app = null;
    }
  }

  @BeforeEach
  void look() {
    before = app.scrapeWhenIdle();
  }

  @AfterEach
  void theServerIsWell() throws Exception {
    release(); // what a test that failed has left
    assertThat(Client.get(shop("/orders/7")).body()).isEqualTo("order");
    Scrape scrape = app.scrapeWhenIdle();
    assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
  }

  @Test
  void theServerIsTheOnlyOneThatCounts() throws Exception {
    Client.get(shop("/orders/7"));
    Scrape scrape = app.scrapeWhenIdle();
    assertThat(scrape.samples("pillion_instrumented"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.labels())
                  .containsEntry("server", server.label())
                  .containsEntry("version", server.version());
              assertThat(sample.value()).isEqualTo(1);
            });
  }

  @Override
  public ContractServer server() {
    return server;
  }

  @Override
  public App app() {
    return app;
  }

  @Override
  public Scrape before() {
    return before;
  }
}
