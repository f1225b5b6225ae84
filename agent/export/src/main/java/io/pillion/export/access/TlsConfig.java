package io.pillion.export.access;

import static io.pillion.export.access.WebConfig.bool;
import static io.pillion.export.access.WebConfig.list;
import static io.pillion.export.access.WebConfig.map;
import static io.pillion.export.access.WebConfig.text;
import static io.pillion.export.access.WebConfig.wrong;

import io.pillion.config.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The part {@code tls_server_config} of a web configuration file. */
final class TlsConfig {
  /** How much of a client is asked for, by the names of Go's {@code tls.ClientAuthType}. */
  enum ClientAuth {
    NoClientCert(false, false, false),
    RequestClientCert(true, false, false),
    RequireAnyClientCert(true, true, false),
    VerifyClientCertIfGiven(true, false, true),
    RequireAndVerifyClientCert(true, true, true);

    final boolean isAsked;
    final boolean isNeeded;
    final boolean isVerified;

    ClientAuth(boolean isAsked, boolean isNeeded, boolean isVerified) {
      this.isAsked = isAsked;
      this.isNeeded = isNeeded;
      this.isVerified = isVerified;
    }
  }

  /** A PEM text that stands in the file itself, or in a file of its own. */
  static final class Source {
    /** Null if it is in a file. */
    final String text;

    final Path file;
    final String place;

    private Source(String text, Path file, String place) {
      this.text = text;
      this.file = file;
      this.place = place;
    }
  }

  private static final List<String> VERSIONS = Arrays.asList("TLS10", "TLS11", "TLS12", "TLS13");

  /** The names of {@link #VERSIONS} in Java. */
  private static final List<String> PROTOCOLS =
      Arrays.asList("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private static final List<String> KEYS =
      Arrays.asList(
          "cert_file",
          "key_file",
          "cert",
          "key",
          "client_ca_file",
          "client_ca",
          "client_auth_type",
          "client_allowed_sans",
          "min_version",
          "max_version",
          "cipher_suites",
          "prefer_server_cipher_suites",
          "curve_preferences");

  final Source certificate;
  final Source key;

  /** Null if clients are not verified. */
  final Source clientCa;

  final ClientAuth clientAuth;

  /** Of which a client's certificate must have one; empty for any. */
  final List<String> clientSans = new ArrayList<>();

  /** Java's names of the protocols allowed. */
  final List<String> protocols;

  /** Of TLS 1.2 and older; empty for Java's choice. */
  final List<String> cipherSuites = new ArrayList<>();

  final boolean prefersOwnOrder;

  TlsConfig(YamlNode declared, Path directory) {
    Map<String, YamlNode> entries = map(declared, "tls_server_config", KEYS);
    certificate = source(declared, entries, "cert", directory, true);
    key = source(declared, entries, "key", directory, true);
    clientAuth = clientAuth(entries.get("client_auth_type"));
    clientCa = source(declared, entries, "client_ca", directory, clientAuth.isVerified);
    if (clientCa != null && !clientAuth.isVerified) {
      throw wrong(
          declared,
          "client_ca_file",
          "is of use with client_auth_type VerifyClientCertIfGiven or RequireAndVerifyClientCert");
    }
    texts(entries, "client_allowed_sans", clientSans);
    if (!clientSans.isEmpty() && !clientAuth.isNeeded) {
      throw wrong(
          declared,
          "client_allowed_sans",
          "needs client_auth_type RequireAnyClientCert or RequireAndVerifyClientCert");
    }
    protocols = protocols(declared, entries);
    texts(entries, "cipher_suites", cipherSuites);
    YamlNode prefers = entries.get("prefer_server_cipher_suites");
    prefersOwnOrder = prefers == null || bool(prefers, "prefer_server_cipher_suites");
    if (entries.containsKey("curve_preferences")) {
      throw wrong(
          entries.get("curve_preferences"),
          "curve_preferences",
          "is Java's to choose; leave it out, and start the JVM with -Djdk.tls.namedGroups");
    }
  }

  private static void texts(Map<String, YamlNode> entries, String key, List<String> texts) {
    if (entries.containsKey(key)) {
      list(entries.get(key), key).forEach(item -> texts.add(text(item, key)));
    }
  }

  private static Source source(
      YamlNode tls, Map<String, YamlNode> entries, String key, Path directory, boolean isNeeded) {
    YamlNode inline = entries.get(key);
    YamlNode file = entries.get(key + "_file");
    if (inline != null && file != null) {
      throw wrong(inline, key, "is given twice, here and by " + key + "_file");
    }
    if (inline == null && file == null) {
      if (isNeeded) {
        throw wrong(tls, key + "_file", "is needed here");
      }
      return null;
    }
    return inline != null
        ? new Source(text(inline, key), null, inline.place() + key)
        : new Source(
            null,
            directory.resolve(text(file, key + "_file")),
            file.place() + key + "_file=" + file.text());
  }

  private static ClientAuth clientAuth(YamlNode declared) {
    if (declared == null) {
      return ClientAuth.NoClientCert;
    }
    for (ClientAuth auth : ClientAuth.values()) {
      if (auth.name().equals(declared.text())) {
        return auth;
      }
    }
    throw wrong(
        declared, "client_auth_type", "allowed are " + Arrays.toString(ClientAuth.values()));
  }

  private static List<String> protocols(YamlNode tls, Map<String, YamlNode> entries) {
    int least = version(entries.get("min_version"), "min_version", "TLS12");
    int most = version(entries.get("max_version"), "max_version", "TLS13");
    if (least > most) {
      throw wrong(tls, "min_version", "is above max_version");
    }
    return PROTOCOLS.subList(least, most + 1);
  }

  private static int version(YamlNode declared, String key, String byDefault) {
    int version = VERSIONS.indexOf(declared == null ? byDefault : text(declared, key));
    if (version < 0) {
      throw wrong(declared, key, "allowed are " + String.join(", ", VERSIONS));
    }
    return version;
  }

  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Source source : Arrays.asList(certificate, key, clientCa)) {
      if (source != null && source.file != null) {
        files.add(source.file);
      }
    }
    return files;
  }
}
