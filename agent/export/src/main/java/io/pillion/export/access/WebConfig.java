package io.pillion.export.access;

import io.pillion.config.Names;
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
  /** Without a use here: HTTP/2 is not spoken, and what clients may take is bounded anyway. */
  private static final List<String> UNUSED = Arrays.asList("rate_limit");

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

  private WebConfig(YamlNode root, Path directory) {
    Map<String, YamlNode> entries = map(root, "the file", KEYS);
    YamlNode tlsEntries = entries.get("tls_server_config");
    tls = tlsEntries == null ? null : new TlsConfig(tlsEntries, directory);
    readHttp(entries.get("http_server_config"));
    readUsers(entries.get("basic_auth_users"));
    tokens = readAuthorization(entries.get("authorization"), directory);
    healthIsOpen = readUnauthenticated(entries.get("unauthenticated_paths"));
    for (String key : UNUSED) {
      if (entries.containsKey(key)) {
        notes.add(entries.get(key).place() + key + " is read over, nothing here uses it");
      }
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
    if (http == null) {
      return;
    }
    Map<String, YamlNode> entries =
        map(http, "http_server_config", Arrays.asList("http2", "headers"));
    if (entries.containsKey("http2")) {
      bool(entries.get("http2"), "http2"); // HTTP/1.1 is all that is spoken here, whatever it says
    }
    if (entries.containsKey("headers")) {
      map(entries.get("headers"), "headers", HEADERS).forEach((name, value) -> header(name, value));
    }
  }

  private void header(String name, YamlNode value) {
    String text = text(value, name);
    if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw wrong(value, name, "a header is one line of printable ASCII");
    }
    if (!text.isEmpty()) {
      headers.put(name, text);
    }
  }

  private void readUsers(YamlNode declared) {
    if (declared == null) {
      return;
    }
    if (declared.entries() == null) {
      throw wrong(declared, "basic_auth_users", "a map of names and bcrypt hashes is wanted");
    }
    declared
        .entries()
        .forEach(
            (name, hash) -> {
              if (!Users.isHash(text(hash, name))) {
                throw wrong(
                    hash,
                    "basic_auth_users",
                    "the password of "
                        + name
                        + " is no bcrypt hash; htpasswd -nBC 10 \"\" makes one, beginning with"
                        + " $2y$");
              }
              users.put(name, hash.text());
            });
  }

  private static Path readAuthorization(YamlNode declared, Path directory) {
    if (declared == null) {
      return null;
    }
    Map<String, YamlNode> entries =
        map(declared, "authorization", Arrays.asList("type", "credentials_file"));
    if (entries.containsKey("type") && !entries.get("type").text().equals("Bearer")) {
      throw wrong(entries.get("type"), "type", "allowed is Bearer");
    }
    return directory.resolve(
        text(required(declared, entries, "credentials_file"), "credentials_file"));
  }

  private static boolean readUnauthenticated(YamlNode declared) {
    if (declared == null) {
      return false;
    }
    for (YamlNode path : list(declared, "unauthenticated_paths")) {
      if (!HEALTH.equals(path.text())) {
        throw wrong(path, "unauthenticated_paths", "allowed is " + HEALTH + " and nothing else");
      }
    }
    return !declared.items().isEmpty();
  }

  /** The entries of a map that may have only these keys. */
  static Map<String, YamlNode> map(YamlNode declared, String key, List<String> allowed) {
    if (declared.entries() == null) {
      throw wrong(declared, key, "a map is wanted with " + String.join(", ", allowed));
    }
    for (Map.Entry<String, YamlNode> entry : declared.entries().entrySet()) {
      if (!allowed.contains(entry.getKey())) {
        throw wrong(
            entry.getValue(),
            entry.getKey(),
            "there is no such key; " + Names.suggest(entry.getKey(), allowed));
      }
    }
    return declared.entries();
  }

  static YamlNode required(YamlNode map, Map<String, YamlNode> entries, String key) {
    if (!entries.containsKey(key)) {
      throw wrong(map, key, "is needed here");
    }
    return entries.get(key);
  }

  static List<YamlNode> list(YamlNode declared, String key) {
    if (declared.items() == null) {
      throw wrong(declared, key, "a list is wanted");
    }
    return declared.items();
  }

  static String text(YamlNode declared, String key) {
    if (declared.text() == null) {
      throw wrong(declared, key, "one value is wanted");
    }
    return declared.text();
  }

  static boolean bool(YamlNode declared, String key) {
    String text = text(declared, key);
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(declared, key, "allowed is true or false");
    }
    return text.equals("true");
  }

  /** The value itself is not repeated: it may be a secret. */
  static IllegalArgumentException wrong(YamlNode where, String key, String what) {
    return new IllegalArgumentException(where.place() + key + ": " + what);
  }
}
