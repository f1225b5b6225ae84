package io.pillion.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.benchmarks.sidebyside.Results.Spread;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Contender NONE = contender(Contender.NONE, null);
  private static final Contender AGENT = contender("agent", Path.of("agent.jar"));

  private final Results results = new Results();

  private static Contender contender(String name, Path jar) {
    return new Contender(name, name, jar, "", List.of(), false);
  }

  private void round(int round, Figure figure, double alone, double with) {
    results.add(NONE, round, Map.of(figure, alone));
    results.add(AGENT, round, Map.of(figure, with));
  }

  @Test
  void whatAnAgentAddsIsComparedWithinARound() {
    round(1, Figure.FIRST_RESPONSE, 400, 450);
    round(2, Figure.FIRST_RESPONSE, 900, 960); // the machine was busy
    round(3, Figure.FIRST_RESPONSE, 410, 450);
    assertThat(results.added(AGENT, Figure.FIRST_RESPONSE)).isEqualTo(new Spread(50, 40, 60));
    assertThat(results.values(AGENT, Figure.FIRST_RESPONSE)).isEqualTo(new Spread(450, 450, 960));
  }

  @Test
  void whatDependsOnTheLoadIsComparedInPercent() {
    round(1, Figure.REQUESTS_PER_SECOND, 20_000, 19_000);
    assertThat(results.added(AGENT, Figure.REQUESTS_PER_SECOND)).isEqualTo(new Spread(-5, -5, -5));
  }

  @Test
  void theMedianOfAnEvenNumberOfRoundsLiesBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(new Spread(3, 1, 100));
  }

  @Test
  void aRoundThatFailedWithoutTheAgentIsLeftOut() {
    round(1, Figure.FIRST_RESPONSE, 400, 450);
    results.add(AGENT, 2, Map.of(Figure.FIRST_RESPONSE, 9_000.0));
    assertThat(results.added(AGENT, Figure.FIRST_RESPONSE)).isEqualTo(new Spread(50, 50, 50));
  }

  @Test
  void withoutTheAppAloneNothingIsCompared() {
    results.add(AGENT, 1, Map.of(Figure.FIRST_RESPONSE, 450.0));
    assertThat(results.added(AGENT, Figure.FIRST_RESPONSE)).isNull();
  }
}
