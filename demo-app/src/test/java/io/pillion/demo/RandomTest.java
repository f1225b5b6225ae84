package io.pillion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.demo.Client.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomTest {

  @ParameterizedTest
  @CsvSource({
    "'1,0,0', 200, {\"status\":\"ok\"}",
    "'0,1,0', 404, {\"error\":\"bad luck\"}",
    "'0,0,1', 500, {\"error\":\"bad luck\"}"
  })
  void answersWhatAloneHasWeight(String weights, int status, String body, @TempDir Path directory) {
    try (RunningApp app = RunningApp.start(directory.resolve("c.json"), 0, weights)) {
      for (int i = 0; i < 20; i++) {
        assertThat(app.client().get("/random")).isEqualTo(new Answer(status, body));
      }
    }
  }

  @Test
  void followsItsWeights() {
    Random random = new Random(1);
    RandomWeights weights = RandomWeights.parse("90,5,5");
    Map<Integer, Long> drawn =
        IntStream.range(0, 100_000)
            .mapToObj(any -> weights.status(random))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(drawn).containsOnlyKeys(200, 404, 500);
    assertThat(drawn.get(404)).isCloseTo(5_000L, Offset.offset(500L));
    assertThat(drawn.get(500)).isCloseTo(5_000L, Offset.offset(500L));
  }
}
