package io.pillion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void hasDefaultsForWhatIsUnsetOrEmpty() {
    Settings expected =
        new Settings(
            8080, Path.of("/data/checkpoint.json").toAbsolutePath(), new RandomWeights(90, 5, 5));
    assertThat(Settings.from(Map.of())).isEqualTo(expected);
    assertThat(Settings.from(Map.of("PORT", "", "CHECKPOINT_PATH", "", "RANDOM_WEIGHTS", " ")))
        .isEqualTo(expected);
  }

  @Test
  void takesWhatIsSet() {
    assertThat(
            Settings.from(
                Map.of(
                    "PORT", "0", "CHECKPOINT_PATH", "c.json", "RANDOM_WEIGHTS", "1, 0, 1000000")))
        .isEqualTo(
            new Settings(
                0, Path.of("c.json").toAbsolutePath(), new RandomWeights(1, 0, 1_000_000)));
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, x, 65535",
    "PORT, -1, 65535",
    "PORT, 65536, 65535",
    "PORT, 8080.0, 65535",
    "RANDOM_WEIGHTS, '90,5', 'three whole numbers'",
    "RANDOM_WEIGHTS, '90,5,5,0', 'three whole numbers'",
    "RANDOM_WEIGHTS, '90,5,-5', 'three whole numbers'",
    "RANDOM_WEIGHTS, '1,2,1000001', 'from 0 to 1000000'",
    "RANDOM_WEIGHTS, '0,0,0', 'not all 0'"
  })
  void refusesABadValueNamingWhatIsAllowed(String name, String value, String allowed) {
    assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + "=" + value + " is not valid, allowed: ")
        .hasMessageContaining(allowed);
  }
}
