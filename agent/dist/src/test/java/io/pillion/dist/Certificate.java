package io.pillion.dist;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and its self-signed certificate, made by the JDK's keytool, in files as a user has them.
 *
 * @param pem the certificate
 * @param keyPem the private key
 */
record Certificate(KeyStore store, Path pem, Path keyPem) {
  private static final char[] PASSWORD = "password".toCharArray();

  /**
   * @param options of keytool, such as {@code -startdate -10d -validity 1}
   */
  static Certificate make(Path folder, String name, String... options) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Files.deleteIfExists(file);
    List<String> command =
        new ArrayList<>(
            List.of(Jvm.own().tool("keytool"), "-genkeypair", "-keyalg", "EC", "-alias", "a"));
    command.addAll(List.of("-dname", "CN=" + name, "-ext", "SAN=dns:localhost,ip:127.0.0.1"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    command.addAll(List.of("-keystore", file.toString()));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new Certificate(
        store,
        pem(folder.resolve(name + ".crt"), "CERTIFICATE", store.getCertificate("a").getEncoded()),
        pem(
            folder.resolve(name + ".key"),
            "PRIVATE KEY",
            store.getKey("a", PASSWORD).getEncoded()));
  }

  private static Path pem(Path file, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  /** A client that trusts this certificate, and shows its own, if it has one. */
  HttpClient client(Certificate own) throws GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("server", store.getCertificate("a"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own == null ? empty() : own.store(), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Client.PATIENCE)
        .build();
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
