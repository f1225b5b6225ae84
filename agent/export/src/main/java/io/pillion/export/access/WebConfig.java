package io.pillion.export.access;

import io.pillion.config.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a web configuration file says, in the format of Prometheus's exporters
 * (https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md), and two
 * keys of our own: {@code authorization}, as a scrape configuration has it, and {@code
 * unauthenticated_paths}. Whoever reads it gets all of it or an {@link IllegalArgumentException}
 * that says in one line what is wrong, where, and what is allowed.
 */
final class WebConfig {
  private static final List<String> KEYS =
      Arrays.asList(
          "tls_server_config",
          "http_server_config",
          "basic_auth_users",
          "authorization",
          "unauthenticated_paths",
          "rate_limit");

  private static final List<String> HEADERS =
      Arrays.asList(
          "Content-Security-Policy",
          "X-Frame-Options",
          "X-Content-Type-Options",
          "X-XSS-Protection",
          "Strict-Transport-Security");

  /** The one path that may be left open: an orchestrator's probe has no password. */
  static final String HEALTH = "/-/healthy";

  /** Null for no TLS. */
  final TlsConfig tls;

  final Map<String, String> headers = new LinkedHashMap<>();

  /** Name to bcrypt hash. */
  final Map<String, String> users = new LinkedHashMap<>();

  /** A file with a bearer token in each line, or null. */
  final Path tokens;

  final boolean healthIsOpen;

  /** Lines worth to know. */
  final List<String> notes = new ArrayList<>();

  private WebConfig(YamlNode file, Path directory) {
    requireMap(file, KEYS);
    tls =
        file.has("tls_server_config")
            ? new TlsConfig(file.entry("tls_server_config"), directory)
            : null;
    if (file.has("http_server_config")) {
      readHttp(file.entry("http_server_config"));
    }
    if (file.has("basic_auth_users")) {
      readUsers(file.entry("basic_auth_users"));
    }
    tokens =
        file.has("authorization")
            ? readAuthorization(file.entry("authorization"), directory)
            : null;
    healthIsOpen =
        file.has("unauthenticated_paths") && readOpen(file.entry("unauthenticated_paths"));
    if (file.has("rate_limit")) { // what clients may take is bounded anyway
      String place = file.entry("rate_limit").place();
      notes.add(place + "rate_limit is read over, nothing here uses it");
    }
  }

  /**
   * @param root what the file declares, or null if nothing is in it
   * @param directory of the file: paths in it are relative to that
   */
  static WebConfig of(String file, YamlNode root, Path directory) {
    if (root == null) {
      throw new IllegalArgumentException(
          file
              + " is empty; allowed are "
              + String.join(", ", KEYS)
              + "; to serve without any of them leave web.config out");
    }
    WebConfig config = new WebConfig(root, directory);
    if (config.tls == null && config.users.isEmpty() && config.tokens == null) {
      throw new IllegalArgumentException(
          root.place()
              + "neither tls_server_config nor basic_auth_users nor authorization is given; to"
              + " serve without any of them leave web.config out");
    }
    return config;
  }

  /** Files whose contents are needed besides, in a fixed order. */
  List<Path> files() {
    List<Path> files = new ArrayList<>(tls == null ? Collections.emptyList() : tls.files());
    if (tokens != null) {
      files.add(tokens);
    }
    return files;
  }

  private void readHttp(YamlNode http) {
    requireMap(http, Arrays.asList("http2", "headers"));
    http.entry("http2", WebConfig::bool, false); // only HTTP/1.1 is spoken here, whatever it says
    if (http.has("headers")) {
      YamlNode declared = http.entry("headers");
      requireMap(declared, HEADERS);
      for (String name : declared.names()) {
        String text = declared.entry(name).as(WebConfig::header);
        if (!text.isEmpty()) {
          headers.put(name, text);
        }
      }
    }
  }

  private static String header(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("a header is one line of printable ASCII");
    }
    return text;
  }

  private void readUsers(YamlNode declared) {
    if (!declared.isMap()) {
      throw declared.wrong("a map of names and bcrypt hashes is wanted");
    }
    for (String name : declared.names()) {
      users.put(name, declared.entry(name).as(WebConfig::hash));
    }
  }

  private static String hash(String text) {
    if (!Users.isHash(text)) {
      throw new IllegalArgumentException(
          "the password is no bcrypt hash; htpasswd -nBC 10 \"\" makes one, beginning with $2y$");
    }
    return text;
  }

  private static Path readAuthorization(YamlNode declared, Path directory) {
    requireMap(declared, Arrays.asList("type", "credentials_file"));
    if (!declared.entry("type", text -> text, "Bearer").equals("Bearer")) {
      throw declared.entry("type").wrong("allowed is Bearer");
    }
    if (!declared.has("credentials_file")) {
      throw declared.wrong("credentials_file: is needed here");
    }
    return directory.resolve(declared.entry("credentials_file").text());
  }

  private static boolean readOpen(YamlNode declared) {
    List<YamlNode> paths = list(declared);
    for (YamlNode path : paths) {
      if (!HEALTH.equals(path.text())) {
        throw path.wrong("allowed is " + HEALTH + " and nothing else");
      }
    }
    return !paths.isEmpty();
  }

  // What is wrong is said without the value itself, which may be a secret.

  static void requireMap(YamlNode declared, List<String> allowed) {
    if (!declared.isMap()) {
      throw declared.wrong("a map is wanted with " + String.join(", ", allowed));
    }
    declared.requireKnown(allowed);
  }

  static List<YamlNode> list(YamlNode declared) {
    if (!declared.isList()) {
      throw declared.wrong("a list is wanted");
    }
    return declared.items();
  }

  static boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("allowed is true or false");
    }
    return text.equals("true");
  }
}
