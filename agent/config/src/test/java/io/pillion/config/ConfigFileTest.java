package io.pillion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML file: its forms, what it may say, and what is answered where it is wrong. */
class ConfigFileTest {
  @TempDir Path folder;
  private Reading reading;

  @BeforeEach
  void prepare() {
    reading = new Reading(folder);
  }

  @Test
  void everySettingMayStandInTheFile() throws Exception {
    Settings settings =
        reading
            .file(
                "enabled: false",
                "host: 127.0.0.1",
                "port: 9500-9510",
                "naming: otel",
                "labels: {environment: dev, team: Blue Team}",
                "http:",
                "  buckets: [0.1, 1, 10]",
                "  routes:",
                "    - /orders/{id}",
                "    - /orders",
                "  routes.limit: 7",
                "  exclude: [/healthz, /internal/*]")
            .settings();
    assertThat(reading.lines()).isEmpty();
    assertThat(settings.get(Setting.ENABLED)).isFalse();
    assertThat(settings.get(Setting.HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.get(Setting.PORT)).hasToString("9500-9510");
    assertThat(settings.get(Setting.NAMING)).isEqualTo(Naming.OTEL);
    assertThat(settings.get(Setting.LABELS))
        .isEqualTo(Map.of("environment", "dev", "team", "Blue Team"));
    assertThat(settings.get(Setting.HTTP_BUCKETS)).containsExactly(0.1, 1, 10);
    assertThat(settings.get(Setting.HTTP_ROUTES)).containsExactly("/orders/{id}", "/orders");
    assertThat(settings.get(Setting.HTTP_ROUTES_LIMIT)).isEqualTo(7);
    assertThat(settings.get(Setting.HTTP_EXCLUDE)).containsExactly("/healthz", "/internal/*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.routes.limit: 7",
        "http: {routes.limit: 7}",
        "http: {routes: {limit: 7}}",
        "http.routes: {limit: 7}",
        "{\"http\": {\"routes\": {\"limit\": 7}}}",
        "\uFEFFhttp.routes.limit: '7'",
        "# a comment\n---\nhttp.routes.limit: 7\n...\n",
      })
  void aKeyMayBeNestedOrDotted(String yaml) throws Exception {
    Settings settings = reading.file(yaml).settings();
    assertThat(reading.lines()).isEmpty();
    assertThat(settings.get(Setting.HTTP_ROUTES_LIMIT)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.exclude: /healthz /internal/*",
        "http.exclude: /healthz;/internal/*",
        "http.exclude: [/healthz, /internal/*]",
        "http.exclude: &paths\n- /healthz\n- '/internal/*'\n",
      })
  void aListMayBeOneOrATextAsInTheOtherSources(String yaml) throws Exception {
    Settings settings = reading.file(yaml).settings();
    assertThat(reading.lines()).isEmpty();
    assertThat(settings.get(Setting.HTTP_EXCLUDE)).containsExactly("/healthz", "/internal/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n", "---\n", "{}"})
  void aFileMayBeEmpty(String yaml) throws Exception {
    assertThat(reading.file(yaml).settings().get(Setting.PORT)).hasToString("9464");
    assertThat(reading.lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "${STAGE:-dev}, dev",
    "${SET:-dev}, prod",
    "${SET}, prod",
    "${EMPTY:-dev}, dev",
    "${EMPTY}, ''",
    "${STAGE:-}, ''",
    "a-${SET}-${STAGE:-b}-c, a-prod-b-c",
    "$${SET}, ${SET}",
    "$5 {a}, $5 {a}",
  })
  void aValueMayNameAnEnvironmentVariable(String written, String meant) throws Exception {
    Settings settings =
        reading
            .environment("SET", "prod")
            .environment("EMPTY", "")
            .file("labels:", "  stage: '" + written + "'")
            .settings();
    assertThat(reading.lines()).isEmpty();
    assertThat(settings.get(Setting.LABELS)).isEqualTo(Map.of("stage", meant));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 99999 | FILE line 1 column 7: port=99999: not a port; allowed is a port from 1",
        "http.bucket: [1] | FILE line 1 column 1: http.bucket: there is no such setting; did you"
            + " mean http.buckets?",
        "http: {exlude: /x} | FILE line 1 column 8: http.exlude: there is no such setting; did you"
            + " mean http.exclude?",
        "buckets: [1] | FILE line 1 column 1: buckets: there is no such setting; did you mean"
            + " http.buckets?",
        "whatever: 1 | FILE line 1 column 1: whatever: there is no such setting; there are enabled,"
            + " host,",
        "http.buckets: [1, 2, x] | FILE line 1 column 22: http.buckets=1 2 x: \"x\" is not a number;"
            + " allowed is seconds above 0",
        "port: | FILE line 1 column 6: port: a value is wanted",
        "port: [1] | FILE line 1 column 7: port: one value is wanted; allowed is a port",
        "port: {a: 1} | FILE line 1 column 7: port: one value is wanted; allowed is a port",
        "http.buckets: {a: 1} | FILE line 1 column 15: http.buckets: a list is wanted",
        "labels: {le: x} | FILE line 1 column 14: labels=le=x: \"le\" cannot be a constant label",
        "labels: {a: } | FILE line 1 column 12: labels.a: a value is wanted",
        "labels: {a: [1]} | FILE line 1 column 13: labels.a: a value is wanted",
        "config: other.yaml | FILE line 1 column 1: config: a file cannot name another one",
        "host: ${NOBODY_SET} | FILE line 1 column 7: host=${NOBODY_SET}: there is no environment"
            + " variable NOBODY_SET; set it, or give a default: ${NOBODY_SET:-default}",
        "http.routes: ['/a/${id}/${}'] | FILE line 1 column 15: http.routes=/a/${id}/${}: there is no",
        "host: '${ a' | FILE line 1 column 7: host=${ a: \"${\" begins neither ${NAME} nor",
        "- port | FILE line 1 column 1: not a map of settings",
        "just text | FILE line 1 column 1: not a map of settings",
        "port: 1: 2 | FILE line 1 column 8: not valid YAML: mapping values are not allowed here",
        "http.routes: [/a/{b}] | FILE line 1 column 18: not valid YAML: expected ',' or ']', but got {"
            + " (while parsing a flow sequence); between brackets, a path with braces needs quotes",
        "a: *b | FILE line 1 column 4: not valid YAML: found undefined alias b",
        "? [a] : b | FILE line 1 column 3: a key must be the name of a setting",
        "http: &x {y: *x} | FILE line 1 column 7: http: contains itself",
      })
  void aMistakeIsAnsweredWithItsPlaceAndAWayOut(String yaml, String answer) throws Exception {
    reading.file(yaml).settings();
    assertThat(reading.lines().get(0)).startsWith(answer);
    assertThat(reading.lines()).last().isEqualTo("FILE is not used");
  }

  @Test
  void aMistakeIsFoundInItsLine() throws Exception {
    reading.file("port: 9500", "http:", "  routes:", "    - /a", "    - b", "").settings();
    assertThat(reading.lines().get(0)).startsWith("FILE line 5 column 7: http.routes=/a b: \"b\"");
  }

  @Test
  void aKeyGivenTwiceIsAMistake() throws Exception {
    reading.file("port: 9500", "port: 9501").settings();
    assertThat(reading.lines().get(0))
        .isEqualTo("FILE line 2 column 1: port: is given twice, first at line 1 column 1");
  }

  @Test
  void allMistakesAreToldAndNothingOfTheFileIsUsed() throws Exception {
    Settings settings = reading.file("host: 127.0.0.1", "prot: 1", "naming: mine").settings();
    assertThat(reading.lines()).hasSize(3);
    assertThat(settings.get(Setting.HOST)).isEqualTo("0.0.0.0");
  }

  @Test
  void aFileThatIsNotThereIsToldAndTheDefaultsHold() {
    Settings settings = reading.settings();
    assertThat(reading.lines()).containsExactly("FILE there is no such file; the file is not used");
    assertThat(settings.get(Setting.PORT)).hasToString("9464");
  }

  @Test
  void aFolderIsNoFile() throws Exception {
    Files.createDirectory(folder.resolve("pillion.yaml"));
    reading.settings();
    assertThat(reading.lines()).containsExactly("FILE is not a file; the file is not used");
  }

  @Test
  void metricsOfMethodsAreHandedOnWithTheirPlaces() throws Exception {
    Settings settings =
        reading
            .environment("KIND", "counter")
            .file("metrics:", "  - name: a", "    type: ${KIND}", "    labels: {b: [c]}")
            .settings();
    YamlNode metric = ((YamlNode) settings.metrics()).items().get(0);
    assertThat(metric.entry("name").text()).isEqualTo("a");
    assertThat(metric.entry("type").text()).isEqualTo("counter");
    assertThat(metric.entry("type").place()).endsWith("line 3 column 11: ");
    assertThat(metric.entry("labels").entry("b").items()).hasSize(1);
    assertThat(reading.lines()).isEmpty();
  }

  @Test
  void theFileComesLastOfTheFourSources() throws Exception {
    Settings settings =
        reading
            .argument("host=1.1.1.1")
            .property("pillion.host", "2.2.2.2")
            .property("pillion.port", "2")
            .environment("PILLION_HOST", "3.3.3.3")
            .environment("PILLION_PORT", "3")
            .environment("PILLION_HTTP_ROUTES_LIMIT", "3")
            .file("{host: 4.4.4.4, port: 4, http.routes.limit: 4, naming: otel}")
            .settings();
    assertThat(settings.get(Setting.HOST)).isEqualTo("1.1.1.1");
    assertThat(settings.get(Setting.PORT)).hasToString("2");
    assertThat(settings.get(Setting.HTTP_ROUTES_LIMIT)).isEqualTo(3);
    assertThat(settings.get(Setting.NAMING)).isEqualTo(Naming.OTEL);
    assertThat(reading.lines()).isEmpty();
  }

  @Test
  void everySourceSuggestsTheNearestKey() throws Exception {
    reading
        .file("")
        .argument("http.bucket=1")
        .property("pillion.htpp.exclude", "/x")
        .environment("PILLION_HTTP_ROUTE_LIMIT", "1")
        .settings();
    assertThat(reading.lines()).hasSize(3);
    assertThat(reading.lines().get(0))
        .startsWith(
            "agent argument http.bucket=1: there is no such setting; did you mean http.buckets? there"
                + " are enabled, ");
    assertThat(reading.lines().get(1))
        .startsWith(
            "system property pillion.htpp.exclude=/x: there is no such setting; did you mean"
                + " http.exclude?");
    assertThat(reading.lines().get(2))
        .startsWith(
            "environment variable PILLION_HTTP_ROUTE_LIMIT=1: there is no such setting; did you mean"
                + " http.routes.limit?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.labels: {tenant: {header: X-Tenant, allow: [acme, globex]}}",
        "http:\n  labels:\n    tenant:\n      header: X-Tenant\n      allow:\n      - acme\n      - globex\n",
        "http.labels: {tenant: 'X-Tenant:acme|globex'}",
        "http.labels: tenant=X-Tenant:acme|globex",
        "http.labels: [tenant=X-Tenant:acme|globex]",
      })
  void aLabelOfAHeaderMayBeWrittenAsAMapOrAsText(String yaml) throws Exception {
    Settings settings = reading.file(yaml).settings();
    assertThat(reading.lines()).isEmpty();
    HeaderLabel label = settings.get(Setting.HTTP_LABELS).get(0);
    assertThat(label.name()).isEqualTo("tenant");
    assertThat(label.header()).isEqualTo("X-Tenant");
    assertThat(label.allowed()).containsExactly("acme", "globex");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.servers: [-undertow, jetty: {relocated: [a.org.eclipse.jetty, a.javax.servlet]}]",
        "http:\n  servers:\n  - -undertow\n  - jetty:\n      relocated:\n      - a.org.eclipse.jetty\n      - a.javax.servlet\n",
        "http.servers: [-undertow, jetty=a.org.eclipse.jetty|a.javax.servlet]",
        "http.servers: -undertow jetty=a.org.eclipse.jetty|a.javax.servlet",
      })
  void serversMayBeLeftOutAndRelocatedInAListOrAsText(String yaml) throws Exception {
    WatchedServers servers = reading.file(yaml).settings().get(Setting.HTTP_SERVERS);
    assertThat(reading.lines()).isEmpty();
    assertThat(servers.leftOut()).containsExactly("undertow");
    assertThat(servers.relocated())
        .containsExactly(Map.entry("jetty", List.of("a.org.eclipse.jetty", "a.javax.servlet")));
  }

  @Test
  void serversMayBeNamed() throws Exception {
    WatchedServers servers =
        reading
            .file("http.servers: [netty, -undertow, jetty=a.org.eclipse.jetty]")
            .settings()
            .get(Setting.HTTP_SERVERS);
    assertThat(reading.lines()).isEmpty();
    assertThat(servers.named()).containsExactly("netty", "jetty");
    assertThat(servers.leftOut()).containsExactly("undertow");
  }

  @Test
  void serversMayBeRelocatedInAMap() throws Exception {
    Settings settings =
        reading.file("http.servers:", "  jetty: {relocated: a.org.eclipse.jetty}").settings();
    assertThat(reading.lines()).isEmpty();
    assertThat(settings.get(Setting.HTTP_SERVERS).relocated())
        .containsExactly(Map.entry("jetty", List.of("a.org.eclipse.jetty")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          [=jetty] ! line 1 column 16: http.servers==jetty: "=jetty" is neither name, -name nor name=package; allowed is servers
          {jetty: {moved: a.b}} ! line 1 column 31: http.servers.jetty.moved: there is no such key; there are relocated
          {jetty: {}} ! line 1 column 23: http.servers.jetty: the key relocated is missing; allowed is {relocated: wiremock.org.eclipse.jetty}
          {jetty: {relocated: {a: b}}} ! line 1 column 35: http.servers.jetty.relocated: found is a map; allowed is one value
          """)
  void wrongServersAreToldWithTheirPlace(String yaml, String problem) throws Exception {
    reading.file("http.servers: " + yaml).settings();
    assertThat(reading.lines().get(0)).startsWith("FILE " + problem);
    assertThat(reading.lines()).last().isEqualTo("FILE is not used");
  }

  @Test
  void theValueOfAHeaderMayHaveSpacesInTheFile() throws Exception {
    Settings settings =
        reading.file("http.labels: {app: {header: User-Agent, allow: My App}}").settings();
    assertThat(settings.get(Setting.HTTP_LABELS).get(0).allowed()).containsExactly("My App");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          {tenant: {headr: X-T, allow: [a]}} ! line 1 column 31: http.labels.tenant.headr: there is no such key; did you mean header? there are header, allow
          {tenant: {header: X-T}} ! line 1 column 23: http.labels.tenant: the key allow is missing; allowed is {header: X-Tenant, allow: [acme]}
          {tenant: {header: [X-T], allow: [a]}} ! line 1 column 32: http.labels.tenant.header: one value is wanted; allowed is a header's name
          {tenant: {header: X-T, allow: [{a: b}]}} ! line 1 column 45: http.labels.tenant.allow: a list or a map is no value; allowed are texts
          {tenant: {header: X-T, allow: ['a|b']}} ! line 1 column 45: http.labels.tenant.allow: "a|b" is no value; allowed are texts
          {tenant: {header: X T, allow: [a]}} ! line 1 column 23: http.labels=tenant=X T:a: "X T" is no header's name; allowed is name=header
          {tenant: [a]} ! line 1 column 23: http.labels.tenant: a value is wanted
          """)
  void aWrongLabelOfAHeaderIsToldWithItsPlace(String yaml, String problem) throws Exception {
    reading.file("http.labels: " + yaml).settings();
    assertThat(reading.lines().get(0)).startsWith("FILE " + problem);
    assertThat(reading.lines()).last().isEqualTo("FILE is not used");
  }

  @Test
  void aLabelIsNotBothConstantAndAHeaders() throws Exception {
    Settings settings =
        reading
            .file("labels: {team: a}", "http.labels:", "  team: {header: X-Team, allow: [a]}")
            .settings();
    assertThat(reading.lines().get(0))
        .startsWith(
            "FILE line 3 column 9: http.labels=team=X-Team:a: \"team\" is one of the constant"
                + " labels; allowed is ");
    assertThat(settings.get(Setting.LABELS)).isEmpty();
  }
}
