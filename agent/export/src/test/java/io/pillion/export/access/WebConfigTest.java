package io.pillion.export.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pillion.config.FileContent;
import io.pillion.config.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebConfigTest {
  private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

  @TempDir Path folder;

  private WebConfig read(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("web.yml"), yaml);
    return WebConfig.of(
        "web.yml", YamlFile.read("web.yml", FileContent.of(file.toString())), folder);
  }

  @Test
  void theSampleOfThePrometheusExportersIsUnderstood() throws Exception {
    WebConfig config =
        read(
            """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              client_ca_file: ca.crt
              client_auth_type: RequireAndVerifyClientCert
              client_allowed_sans: [prometheus.example.com]
              min_version: TLS12
              max_version: TLS13
              cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
              prefer_server_cipher_suites: true
            http_server_config:
              http2: false
              headers: {Strict-Transport-Security: max-age=1}
            basic_auth_users:
              alice: %s
            """
                .formatted(HASH));
    assertThat(config.tls.clientAuth).isEqualTo(TlsConfig.ClientAuth.RequireAndVerifyClientCert);
    assertThat(config.tls.protocols).containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(config.tls.cipherSuites).hasSize(1);
    assertThat(config.tls.clientSans).containsExactly("prometheus.example.com");
    assertThat(config.users).containsExactly(java.util.Map.entry("alice", HASH));
    assertThat(config.headers).containsEntry("Strict-Transport-Security", "max-age=1");
    assertThat(config.files())
        .containsExactly(
            folder.resolve("server.crt"), folder.resolve("server.key"), folder.resolve("ca.crt"));
  }

  @Test
  void aTokenMayLetInAndTheHealthMayBeLeftOpen() throws Exception {
    WebConfig config =
        read(
            """
            authorization: {type: Bearer, credentials_file: tokens}
            unauthenticated_paths: [/-/healthy]
            """);
    assertThat(config.tokens).isEqualTo(folder.resolve("tokens"));
    assertThat(config.healthIsOpen).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'' | is empty",
        "'basic_auth_users: {}' | neither tls_server_config nor",
        "'basic_auth_user: {a: b}' | did you mean basic_auth_users",
        "'basic_auth_users: {a: secret}' | is no bcrypt hash",
        "'basic_auth_users: [a]' | a map of names",
        "'tls_server_config: {cert_file: a}' | key_file: is needed here",
        "'tls_server_config: {cert: a, cert_file: a, key: b}' | is given twice",
        "'tls_server_config: {cert: a, key: b, client_auth_type: Yes}' | allowed are [NoClientCert",
        "'tls_server_config: {cert: a, key: b, client_auth_type: RequireAndVerifyClientCert}' |"
            + " client_ca_file: is needed",
        "'tls_server_config: {cert: a, key: b, client_ca: c}' | client_ca_file: is of use with",
        "'tls_server_config: {cert: a, key: b, min_version: TLS9}' | allowed are TLS10, TLS11",
        "'tls_server_config: {cert: a, key: b, min_version: TLS13, max_version: TLS12}' | above",
        "'tls_server_config: {cert: a, key: b, curve_preferences: [X25519]}' | jdk.tls.namedGroups",
        "'authorization: {type: Basic, credentials_file: a}' | allowed is Bearer",
        "'authorization: {}' | credentials_file: is needed here",
        "'unauthenticated_paths: [/metrics]' | allowed is /-/healthy",
        "'http_server_config: {headers: {X-Other: a}}' | there is no such key",
        "'basic_auth_users: {a: ' | web.yml line 1",
      })
  void whatIsWrongIsSaidInOneLineWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace("'", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("web.yml")
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1)
        .doesNotContain("secret");
  }

  @Test
  void whatHasNoUseHereIsSaid() throws Exception {
    assertThat(read("basic_auth_users: {a: " + HASH + "}\nrate_limit: {interval: 1s}").notes)
        .singleElement()
        .asString()
        .contains("rate_limit");
  }
}
