package io.pillion.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A line stays a line, whatever it quotes: nobody forges another one, or steers a terminal. */
class LogFuzzTest {
  @Provide
  Arbitrary<String> quoted() {
    Arbitrary<String> control =
        Arbitraries.of("\n", "\r", "\t", "\u0000", "\u001b[2J", "\u0085", "\u2028", "\u007f");
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(8);
    return Combinators.combine(text, control, text).as((before, c, after) -> before + c + after);
  }

  @Property(seed = "10", tries = 300) // they are printed
  void aLineStaysALine(@ForAll("quoted") String quoted) {
    Log.line("found is " + quoted);
    List<String> last = Log.last();
    assertThat(last.get(last.size() - 1))
        .startsWith("found is ")
        .doesNotContainPattern("[\\p{Cntrl}\u0085\u2028\u2029]");
  }

  @Property(seed = "10", tries = 100)
  void whatCanBeShownIsShown(@ForAll("printable") String quoted) {
    Log.line(quoted);
    List<String> last = Log.last();
    assertThat(last.get(last.size() - 1)).isEqualTo(quoted);
  }

  @Provide
  Arbitrary<String> printable() {
    return Arbitraries.strings().withCharRange(' ', '~').withChars("é💩\\").ofMaxLength(40);
  }
}
