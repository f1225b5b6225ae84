package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.RequestReader;
import io.pillion.config.HeaderLabel;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a client sends is understood or passed over, and never becomes a route. */
class RequestFuzzTest {
  private static final String SEED = "10";
  private static final List<HeaderLabel> TENANT =
      Settings.read(
              "http.labels=tenant=X-Tenant:acme|globex", new Properties(), Map.of(), problem -> {})
          .get(Setting.HTTP_LABELS);

  @Provide
  Arbitrary<String> path() {
    Arbitrary<String> segment =
        Arbitraries.oneOf(
            Arbitraries.of("", "orders", "{id}", "*", "..", "%2f", ";a=b", "items", "é"),
            Arbitraries.strings().ofMaxLength(8));
    return segment.list().ofMaxSize(8).map(segments -> String.join("/", segments));
  }

  @Provide
  Arbitrary<String> template() {
    Arbitrary<String> segment = Arbitraries.of("orders", "items", "{id}", "{name}", "x");
    return Combinators.combine(
            segment.list().ofMinSize(1).ofMaxSize(5), Arbitraries.of("", "", "/*"))
        .as((segments, rest) -> "/" + String.join("/", segments) + rest);
  }

  @Property(seed = SEED)
  void aPathMatchesOneOfTheTemplatesOrNone(
      @ForAll("path") String path, @ForAll("templates") List<String> written) {
    PathTemplates templates = new PathTemplates(written);
    assertThat(templates.match(path)).isBetween(-1, written.size() - 1);
  }

  @Property(seed = SEED)
  void theOrderOfTemplatesThatDifferInALiteralMakesNoDifference(@ForAll("path") String path) {
    List<String> one = List.of("/{any}/items", "/orders/{id}", "/orders/items");
    List<String> other = List.of("/orders/items", "/orders/{id}", "/{any}/items");
    assertThat(matched(one, "/" + path)).isEqualTo(matched(other, "/" + path));
  }

  @Provide
  Arbitrary<List<String>> templates() {
    return template().list().ofMaxSize(5);
  }

  @Property(seed = SEED)
  void aTemplateMatchesThePathsThatItDescribes(
      @ForAll("template") String template, @ForAll("value") String value) {
    String path = template.replaceAll("\\{\\w+}", value).replace("/*", "/" + value);
    assertThat(matched(List.of(template), path)).isEqualTo(template);
  }

  private static String matched(List<String> written, String path) {
    PathTemplates templates = new PathTemplates(written);
    int number = templates.match(path);
    return number < 0 ? "none" : templates.get(number);
  }

  @Provide
  Arbitrary<String> value() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars("%-_.~").ofMinLength(1);
  }

  @Property(seed = SEED)
  void aPatternMatchesWhatStandsBelowItAndNothingBeside(
      @ForAll("value") String pattern, @ForAll("path") String path) {
    PathPatterns open = new PathPatterns(List.of("/" + pattern + "/*"));
    assertThat(open.matches("/" + pattern)).isTrue();
    assertThat(open.matches("/" + pattern + "/" + path)).isTrue();
    assertThat(open.matches("/" + pattern + "x" + path)).isFalse();
    assertThat(new PathPatterns(List.of("/" + pattern)).matches("/" + pattern + "/" + path))
        .isFalse();
  }

  @Property(seed = SEED)
  void aTraceParentIsSampledIfItsLastBitIsSet(
      @ForAll long high, @ForAll long low, @ForAll long parent, @ForAll byte flags) {
    String trace = String.format("%016x%016x", high, low | 1);
    String span = String.format("%016x", parent | 1);
    String header = "00-" + trace + "-" + span + String.format("-%02x", flags);
    assertThat(TraceParent.isSampled(header)).isEqualTo((flags & 1) == 1);
    assertThat(TraceParent.traceId(header)).isEqualTo(trace);
    assertThat(TraceParent.parentId(header)).isEqualTo(span);
    assertThat(TraceParent.isSampled(header.toUpperCase(Locale.ROOT)))
        .as("in upper case, if there are letters, it is not of the standard")
        .isEqualTo((flags & 1) == 1 && header.equals(header.toUpperCase(Locale.ROOT)));
  }

  /** What is kept of one goes out as an exemplar: nothing of a client's making but hex digits. */
  @Property(seed = SEED)
  void whateverIsTakenForATraceParentIsOneOfTheStandard(@ForAll("nearly") String header) {
    if (TraceParent.isSampled(header)) {
      assertThat(TraceParent.known(header))
          .matches("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
          .doesNotStartWith("ff");
    }
  }

  /** A good one with some characters changed, lost or added. */
  @Provide
  Arbitrary<String> nearly() {
    String good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Arbitrary<String> changed =
        Combinators.combine(
                Arbitraries.integers().between(0, good.length()),
                Arbitraries.integers().between(0, 2),
                Arbitraries.oneOf(
                    Arbitraries.of("", "-", "f", "ff", "0", "-extra", "\n"),
                    Arbitraries.strings().ofMaxLength(3)))
            .as(
                (at, lost, put) ->
                    good.substring(0, at)
                        + put
                        + good.substring(Math.min(good.length(), at + lost)));
    return Arbitraries.oneOf(changed, Arbitraries.strings());
  }

  @Property(seed = SEED)
  void aLabelOfAHeaderIsOneOfThoseListedOrOther(@ForAll("sent") String sent) {
    HeaderLabels labels = new HeaderLabels(TENANT);
    @SuppressWarnings("unchecked") // asked for nothing but the header
    RequestReader<String> reader =
        (RequestReader<String>)
            Proxy.newProxyInstance(
                RequestReader.class.getClassLoader(),
                new Class<?>[] {RequestReader.class},
                (proxy, method, arguments) -> sent);
    String shown = labels.labels(labels.of("exchange", reader)).get("tenant");
    assertThat(shown).isEqualTo(List.of("acme", "globex").contains(sent) ? sent : "_OTHER");
  }

  @Provide
  Arbitrary<String> sent() {
    return Arbitraries.oneOf(
        Arbitraries.of("acme", "globex", "ACME", "acme ", "", "_OTHER", "acme|globex"),
        Arbitraries.strings());
  }
}
