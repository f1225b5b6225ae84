package io.pillion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Settings read(String arguments) {
    return Settings.read(arguments, properties, environment, problems::add)
        .withFile(null, (metrics, wrong) -> null, problems::add);
  }

  private Settings readWell(String arguments) {
    Settings settings = read(arguments);
    assertThat(problems).isEmpty();
    return settings;
  }

  @Test
  void withoutAnythingTheDefaultsHold() {
    Settings settings = readWell(null);
    assertThat(settings.get(Setting.ENABLED)).isTrue();
    assertThat(settings.get(Setting.HOST)).isEqualTo("0.0.0.0");
    assertThat(settings.get(Setting.PORT)).hasToString("9464");
    assertThat(settings.get(Setting.LABELS)).isEmpty();
    assertThat(settings.get(Setting.HTTP_BUCKETS))
        .containsExactly(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);
    assertThat(settings.get(Setting.HTTP_ROUTES)).isEmpty();
    assertThat(settings.get(Setting.HTTP_ROUTES_LIMIT)).isEqualTo(500);
    assertThat(settings.get(Setting.HTTP_EXCLUDE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "DB_PASSWD", "api_key", "accessToken", "client_secret"})
  void aLabelThatSpeaksOfASecretIsRefusedAndItsValueNotTold(String name) {
    Settings settings = read("labels=team=blue;" + name + "=hunter2");
    assertThat(settings.get(Setting.LABELS)).isEmpty();
    assertThat(problems).singleElement().asString().contains("labels=", name, "secret");
    assertThat(problems.get(0)).doesNotContain("hunter2");
  }

  @Test
  void aSettingThatThereIsNotAndThatSpeaksOfASecretIsToldWithoutItsValue() {
    environment.put("PILLION_DB_PASSWORD", "hunter2");
    read(null);
    assertThat(problems).singleElement().asString().contains("PILLION_DB_PASSWORD=(hidden)");
  }

  @Test
  void whatAVariableThatSpeaksOfASecretGaveIsNotShown(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pillion.yaml"), "labels: {x: '${A_TOKEN}'}");
    environment.put("A_TOKEN", "hunter2");
    Settings settings = readWell("config=" + file);
    assertThat(settings.shown(Setting.LABELS)).containsExactly("(hidden)");
    assertThat(settings.shown(Setting.PORT)).containsExactly("9464");
  }

  @Test
  void whatAFileInAFolderOfSecretsSaysIsNotShown(@TempDir Path folder) throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Path file = Files.writeString(secrets.resolve("pillion.yaml"), "labels: {x: hunter2}");
    Settings settings = readWell("config=" + file);
    assertThat(settings.get(Setting.LABELS)).containsEntry("x", "hunter2");
    assertThat(settings.shown(Setting.LABELS)).containsExactly("(hidden)");
  }

  /** Of a Service called pillion, and of one called pillion-metrics. */
  @Test
  void theServiceLinksOfKubernetesAreNoSettings() {
    for (String service : List.of("PILLION", "PILLION_METRICS")) {
      environment.put(service + "_SERVICE_HOST", "10.0.0.7");
      environment.put(service + "_SERVICE_PORT", "9464");
      environment.put(service + "_SERVICE_PORT_HTTP", "9464");
      environment.put(service + "_PORT", "tcp://10.0.0.7:9464");
      environment.put(service + "_PORT_9464_TCP", "tcp://10.0.0.7:9464");
      environment.put(service + "_PORT_9464_TCP_PROTO", "tcp");
      environment.put(service + "_PORT_9464_TCP_PORT", "9464");
      environment.put(service + "_PORT_9464_TCP_ADDR", "10.0.0.7");
    }
    assertThat(readWell(null).get(Setting.PORT)).hasToString("9464");
    environment.put("PILLION_PORT", "9500");
    assertThat(readWell(null).get(Setting.PORT)).hasToString("9500");
  }

  @Test
  void everySettingMayStandInEveryPlace(@TempDir Path folder) throws IOException {
    String file = Files.createFile(folder.resolve("empty.yaml")).toString();
    Map<Setting<?>, String> texts =
        new HashMap<>(
            Map.of(
                Setting.ENABLED, "false",
                Setting.CONFIG, file,
                Setting.LABELS, "a=b",
                Setting.NAMING, "otel",
                Setting.HTTP_ROUTES, "/x",
                Setting.HTTP_EXCLUDE, "/x",
                Setting.HTTP_LABELS, "x=X:y"));
    texts.put(Setting.HTTP_SERVERS, "-x");
    texts.put(Setting.WEB_PAGE, "false");
    texts.put(Setting.WEB_DIAGNOSTICS, "false");
    texts.put(Setting.SERIES_LIMIT, "7000");
    for (Setting<?> setting : Setting.ALL) {
      String text = texts.getOrDefault(setting, "7");
      String variable = "PILLION_" + setting.name().toUpperCase(Locale.ROOT);
      environment.put(variable.replace('.', '_'), text);
      properties.setProperty("pillion." + setting.name(), text);
      Object byEnvironment =
          Settings.read(null, new Properties(), environment, problems::add).get(setting);
      Object byProperty =
          Settings.read(null, properties, new HashMap<>(), problems::add).get(setting);
      Object byArgument =
          Settings.read(
                  setting.name() + "=" + text, new Properties(), new HashMap<>(), problems::add)
              .get(setting);
      assertThat(problems).isEmpty();
      assertThat(byEnvironment)
          .as(setting.name())
          .usingRecursiveComparison()
          .isEqualTo(setting.parse(setting.items(text)))
          .isEqualTo(byProperty)
          .isEqualTo(byArgument)
          .isNotEqualTo(setting.parse(setting.defaultItems()));
    }
  }

  @Test
  void theArgumentWinsOverThePropertyAndThePropertyOverTheEnvironment() {
    environment.put("PILLION_HOST", "environment");
    assertThat(readWell(null).get(Setting.HOST)).isEqualTo("environment");
    properties.setProperty("pillion.host", "property");
    assertThat(readWell(null).get(Setting.HOST)).isEqualTo("property");
    assertThat(readWell("host=argument").get(Setting.HOST)).isEqualTo("argument");
  }

  @Test
  void sourcesAddUp() {
    environment.put("PILLION_HTTP_ROUTES_LIMIT", "7");
    properties.setProperty("pillion.port", "0");
    Settings settings = readWell("host=localhost,labels=a=b;c=d");
    assertThat(settings.get(Setting.HTTP_ROUTES_LIMIT)).isEqualTo(7);
    assertThat(settings.get(Setting.PORT)).hasToString("0");
    assertThat(settings.get(Setting.HOST)).isEqualTo("localhost");
    assertThat(settings.get(Setting.LABELS))
        .containsExactly(Map.entry("a", "b"), Map.entry("c", "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a;/b/*", "/a /b/*", " /a ; /b/* ;"})
  void listsAreSeparatedBySpacesOrSemicolons(String text) {
    properties.setProperty("pillion.http.exclude", text);
    assertThat(readWell(null).get(Setting.HTTP_EXCLUDE)).containsExactly("/a", "/b/*");
  }

  @ParameterizedTest
  @CsvSource({"9464, 9464, 9464", "9464-9473, 9464, 9473", "0, 0, 0", "1 - 65535, 1, 65535"})
  void aPortIsOneOrARangeOrAny(String text, int first, int last) {
    PortRange ports = readWell("port=" + text).get(Setting.PORT);
    assertThat(ports.first()).isEqualTo(first);
    assertThat(ports.last()).isEqualTo(last);
  }

  @Test
  void spacesAroundAnArgumentAndEmptyArgumentsAreNothing() {
    Settings settings = readWell(" host = localhost , ,port=0,");
    assertThat(settings.get(Setting.HOST)).isEqualTo("localhost");
    assertThat(settings.get(Setting.PORT)).hasToString("0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled           | yes                    | true or false | true",
        "host              | a b                    | a host name or an IP address | 0.0.0.0",
        "host              | http://x/              | a host name or an IP address | 0.0.0.0",
        "port              | many                   | a range such as 9464-9473 | 9464",
        "port              | -1                     | a range such as 9464-9473 | 9464",
        "port              | 65536                  | a range such as 9464-9473 | 9464",
        "port              | 9473-9464              | a range such as 9464-9473 | 9464",
        "port              | 0-10                   | a range such as 9464-9473 | 9464",
        "port              | 9464-                  | a range such as 9464-9473 | 9464",
        "labels            | region                 | environment=dev;region=eu | (none)",
        "labels            | 1=x                    | environment=dev;region=eu | (none)",
        "labels            | __a=x                  | environment=dev;region=eu | (none)",
        "labels            | route=x                | environment=dev;region=eu | (none)",
        "labels            | a=x;a=y                | environment=dev;region=eu | (none)",
        "http.buckets      | 1 x                    | seconds above 0 in ascending order | 0.005",
        "http.buckets      | 2 1                    | seconds above 0 in ascending order | 0.005",
        "http.buckets      | 1 1                    | seconds above 0 in ascending order | 0.005",
        "http.buckets      | 0 1                    | seconds above 0 in ascending order | 0.005",
        "http.buckets      | 1 NaN                  | seconds above 0 in ascending order | 0.005",
        "http.buckets      | 1 Infinity             | seconds above 0 in ascending order | 0.005",
        "http.buckets      | ;                      | seconds above 0 in ascending order | 0.005",
        "http.routes       | orders                 | path templates such as /orders/{id} | (none)",
        "http.routes.limit | 0                      | a whole number from 1 to 100000 | 500",
        "http.routes.limit | 100001                 | a whole number from 1 to 100000 | 500",
        "http.routes.limit | 1.5                    | a whole number from 1 to 100000 | 500",
        "http.routes.limit | 99999999999            | a whole number from 1 to 100000 | 500",
        "naming            | spring                 | prometheus, otel or micrometer | prometheus",
        "http.exclude      | healthz                | paths such as /healthz | (none)",
      })
  void aBadValueIsToldInOneLineAndTheDefaultHolds(
      String key, String value, String allowed, String byDefault) {
    properties.setProperty("pillion." + key, value);
    Settings settings = read(null);
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("system property pillion." + key + "=" + value)
        .contains("allowed is ", allowed)
        .contains("the default " + byDefault)
        .endsWith(" is used")
        .doesNotContain("\n");
    for (Setting<?> setting : Setting.ALL) {
      assertThat(settings.<Object>get(object(setting)))
          .usingRecursiveComparison()
          .isEqualTo(setting.parse(setting.defaultItems()));
    }
  }

  @SuppressWarnings("unchecked")
  private static Setting<Object> object(Setting<?> setting) {
    return (Setting<Object>) setting;
  }

  @Test
  void aBadValueIsToldWithThePlaceThatItStandsIn() {
    environment.put("PILLION_PORT", "x");
    read(null);
    assertThat(problems.get(0)).startsWith("environment variable PILLION_PORT=x: ");
    read("port=y");
    assertThat(problems.get(1)).startsWith("agent argument port=y: ");
  }

  @Test
  void aBadValueHidesAGoodOneOfALaterPlace() {
    environment.put("PILLION_PORT", "1234");
    assertThat(read("port=x").get(Setting.PORT)).hasToString("9464");
    assertThat(problems).hasSize(1);
  }

  @Test
  void anUnknownKeyIsToldInEveryPlaceWithTheOnesThatThereAre() {
    environment.put("PILLION_HTTP_PROT", "1");
    environment.put("OTHER_THING", "1");
    properties.setProperty("pillion.prot", "2");
    properties.setProperty("other.thing", "2");
    read("prot=3");
    assertThat(problems).hasSize(3);
    assertThat(problems.get(0)).startsWith("agent argument prot=3: ");
    assertThat(problems.get(1)).startsWith("system property pillion.prot=2: ");
    assertThat(problems.get(2)).startsWith("environment variable PILLION_HTTP_PROT=1: ");
    for (String problem : problems) {
      assertThat(problem).contains("no such setting");
      Setting.ALL.forEach(setting -> assertThat(problem).contains(setting.name()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9464", "=9464", "port"})
  void anArgumentThatIsNoKeyAndValueIsTold(String argument) {
    assertThat(read("host=x," + argument).get(Setting.HOST)).isEqualTo("x");
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("agent argument \"" + argument + "\"", "key=value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant",
        "tenant=X-Tenant",
        "tenant=X-T@:a",
        "tenant=:a",
        "tenant=X-Tenant:",
        "tenant=X-Tenant:a||b",
        "tenant=X-Tenant:a|a",
        "route=X-Route:a",
        "le=X-Le:a",
        "t=X-T:a;t=X-U:b",
        "team=X-Team:a", // a constant label's name
      })
  void aLabelOfAHeaderThatCannotBeIsToldAndLeftOut(String text) {
    properties.setProperty("pillion.http.labels", text);
    properties.setProperty("pillion.labels", "team=a");
    assertThat(read(null).get(Setting.HTTP_LABELS)).isEmpty();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("system property pillion.http.labels=" + text + ": \"")
        .contains("allowed is name=header:value|value", "tenant=X-Tenant:acme|globex")
        .endsWith("the default (none) is used");
  }

  @Test
  void labelsOfHeadersHaveSoManyCombinationsAtTheMost() {
    properties.setProperty("pillion.http.labels", "a=A:1|2|3|4|5|6|7|8;b=B:1|2|3|4|5|6|7|8;c=C:1");
    assertThat(read(null).get(Setting.HTTP_LABELS)).isEmpty();
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("with \"c\" there are 300 combinations", "at most 200 combinations");
  }

  @Test
  void labelsOfHeadersHaveANameAHeaderAndValues() {
    List<HeaderLabel> labels =
        readWell("http.labels=tenant=X-Tenant:acme|globex;api=Api-Version:1")
            .get(Setting.HTTP_LABELS);
    assertThat(labels).extracting(HeaderLabel::name).containsExactly("tenant", "api");
    assertThat(labels).extracting(HeaderLabel::header).containsExactly("X-Tenant", "Api-Version");
    assertThat(labels.get(0).allowed()).containsExactly("acme", "globex");
    assertThat(labels.get(1).allowed()).containsExactly("1");
  }
}
