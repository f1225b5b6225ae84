package io.pillion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hundred files that are wrong somewhere, the same in every run. */
class MalformedFilesTest {
  private static final String GOOD =
      """
      host: 127.0.0.1
      port: 9500
      labels:
        environment: ${STAGE:-dev}
        team: "blue"
      http:
        buckets: [0.1, 1, 10]
        routes:
          - /orders/{id}
        exclude:
          - /healthz
      """;

  /** Each turns a good file into one with a mistake that the number places. */
  private enum Damage {
    UNKNOWN_KEY {
      @Override
      byte[] to(Random random) {
        return line(random, "made.up." + random.nextInt(1000) + ": 1");
      }
    },
    WRONG_VALUE {
      @Override
      byte[] to(Random random) {
        List<String> wrong =
            List.of("naming: n%d", "http.routes.limit: -%d", "enabled: y%d", "http.routes: r%d");
        return line(random, wrong.get(random.nextInt(4)).formatted(random.nextInt(1000)));
      }
    },
    OPEN_QUOTE {
      @Override
      byte[] to(Random random) {
        return line(random, "naming: \"otel" + random.nextInt(1000));
      }
    },
    OPEN_BRACKET {
      @Override
      byte[] to(Random random) {
        return line(random, "naming: " + "[{".repeat(1 + random.nextInt(50)));
      }
    },
    TAB {
      @Override
      byte[] to(Random random) {
        return line(random, "\tport: " + random.nextInt(1000));
      }
    },
    CONTROL_CHARACTER {
      @Override
      byte[] to(Random random) {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(8));
        return bytes;
      }
    },
    NOT_UTF_8 {
      @Override
      byte[] to(Random random) {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (0xF8 + random.nextInt(8));
        return bytes;
      }
    },
    NESTED_FOR_EVER {
      @Override
      byte[] to(Random random) {
        return line(random, "naming: " + "[".repeat(1_000 + random.nextInt(100_000)));
      }
    },
    NOISE {
      @Override
      byte[] to(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {'%', '@', (byte) random.nextInt(32, 127), '\n'});
        random.ints(500, 32, 127).forEach(bytes::write);
        return bytes.toByteArray();
      }
    },
    ALIASES_OF_ALIASES {
      @Override
      byte[] to(Random random) {
        StringBuilder yaml = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
        for (int i = 1; i < 10 + random.nextInt(50); i++) {
          yaml.append("a%d: &a%d {x: *a%d, y: *a%d}\n".formatted(i, i, i - 1, i - 1));
        }
        return yaml.toString().getBytes(StandardCharsets.UTF_8);
      }
    };

    abstract byte[] to(Random random);

    /** The good file with one more line before one of its top-level keys. */
    static byte[] line(Random random, String added) {
      List<Integer> places = List.of(0, 1, 2, 5, 11);
      String[] lines = GOOD.split("\n", -1);
      int at = places.get(random.nextInt(places.size()));
      Stream<String> before = Arrays.stream(lines, 0, at);
      Stream<String> after = Arrays.stream(lines, at, lines.length);
      String text =
          Stream.of(before, Stream.of(added), after)
              .flatMap(part -> part)
              .reduce("", (all, next) -> all + next + "\n");
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  @TempDir Path folder;

  static IntStream numbers() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isAnsweredWithFileAndLineAndNotUsed(int number) throws Exception {
    Damage damage = Damage.values()[number % Damage.values().length];
    Reading reading = new Reading(folder).file(damage.to(new Random(number)));
    Settings settings = reading.settings();
    assertThat(settings.get(Setting.HOST)).isEqualTo("0.0.0.0");
    assertThat(reading.lines()).last().asString().startsWith("FILE ").endsWith("is not used");
    assertThat(reading.lines().size()).isBetween(1, 21);
    assertThat(reading.lines())
        .filteredOn(line -> !line.equals("FILE is not used"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches("FILE line \\d+( column \\d+)?: \\P{Cntrl}+"));
  }
}
