package io.pillion.export.access;

import static io.pillion.export.access.WebConfig.list;
import static io.pillion.export.access.WebConfig.requireMap;

import io.pillion.config.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  final List<String> clientSans;

  /** Java's names of the protocols allowed. */
  final List<String> protocols;

  /** Of TLS 1.2 and older; empty for Java's choice. */
  final List<String> cipherSuites;

  final boolean prefersOwnOrder;

  TlsConfig(YamlNode tls, Path directory) {
    requireMap(tls, KEYS);
    certificate = source(tls, "cert", directory, true);
    key = source(tls, "key", directory, true);
    clientAuth = tls.entry("client_auth_type", TlsConfig::clientAuth, ClientAuth.NoClientCert);
    clientCa = source(tls, "client_ca", directory, clientAuth.isVerified);
    if (clientCa != null && !clientAuth.isVerified) {
      throw tls.wrong(
          "client_ca_file: is of use with client_auth_type VerifyClientCertIfGiven or"
              + " RequireAndVerifyClientCert");
    }
    clientSans = texts(tls, "client_allowed_sans");
    if (!clientSans.isEmpty() && !clientAuth.isNeeded) {
      throw tls.wrong(
          "client_allowed_sans: needs client_auth_type RequireAnyClientCert or"
              + " RequireAndVerifyClientCert");
    }
    int least = tls.entry("min_version", TlsConfig::version, VERSIONS.indexOf("TLS12"));
    int most = tls.entry("max_version", TlsConfig::version, VERSIONS.indexOf("TLS13"));
    if (least > most) {
      throw tls.wrong("min_version is above max_version");
    }
    protocols = PROTOCOLS.subList(least, most + 1);
    cipherSuites = texts(tls, "cipher_suites");
    prefersOwnOrder = tls.entry("prefer_server_cipher_suites", WebConfig::bool, true);
    if (tls.has("curve_preferences")) {
      throw tls.entry("curve_preferences")
          .wrong("is Java's to choose; leave it out, and start the JVM with -Djdk.tls.namedGroups");
    }
  }

  private static List<String> texts(YamlNode tls, String key) {
    List<String> texts = new ArrayList<>();
    if (tls.has(key)) {
      list(tls.entry(key)).forEach(item -> texts.add(item.text()));
    }
    return texts;
  }

  /** Null for none. */
  private static Source source(YamlNode tls, String key, Path directory, boolean isNeeded) {
    String fileKey = key + "_file";
    if (tls.has(key)) {
      YamlNode inline = tls.entry(key);
      if (tls.has(fileKey)) {
        throw inline.wrong("is given twice, here and by " + fileKey);
      }
      return new Source(inline.text(), null, inline.place() + key);
    }
    if (tls.has(fileKey)) {
      YamlNode file = tls.entry(fileKey);
      String place = file.place() + fileKey + "=" + file.text();
      return new Source(null, directory.resolve(file.text()), place);
    }
    if (isNeeded) {
      throw tls.wrong(fileKey + ": is needed here");
    }
    return null;
  }

  private static ClientAuth clientAuth(String text) {
    for (ClientAuth auth : ClientAuth.values()) {
      if (auth.name().equals(text)) {
        return auth;
      }
    }
    throw new IllegalArgumentException("allowed are " + Arrays.toString(ClientAuth.values()));
  }

  private static int version(String text) {
    if (!VERSIONS.contains(text)) {
      throw new IllegalArgumentException("allowed are " + String.join(", ", VERSIONS));
    }
    return VERSIONS.indexOf(text);
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
