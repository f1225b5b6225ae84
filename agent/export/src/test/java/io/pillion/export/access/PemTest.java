package io.pillion.export.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final String PASSWORD = "password";

  @TempDir Path folder;
  private X509Certificate certificate;
  private PrivateKey key;

  private void make(String algorithm) throws Exception {
    Path file = folder.resolve("store");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "a",
            "-dname",
            "CN=a",
            "-keyalg",
            algorithm,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    certificate = (X509Certificate) store.getCertificate("a");
    key = (PrivateKey) store.getKey("a", PASSWORD.toCharArray());
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  /** The key without its envelope of PKCS #8, which has a version and an algorithm before it. */
  private static byte[] unwrapped(byte[] pkcs8) {
    ByteBuffer der = ByteBuffer.wrap(pkcs8);
    enter(der); // SEQUENCE
    skip(der); // version
    skip(der); // algorithm
    byte[] key = new byte[enter(der)];
    der.get(key);
    return key;
  }

  private static int enter(ByteBuffer der) {
    der.get();
    int length = der.get() & 0xff;
    if (length < 128) {
      return length;
    }
    int value = 0;
    for (int i = 0; i < (length & 0x7f); i++) {
      value = value << 8 | (der.get() & 0xff);
    }
    return value;
  }

  private static void skip(ByteBuffer der) {
    int length = enter(der);
    der.position(der.position() + length);
  }

  @ParameterizedTest
  @CsvSource({"RSA, RSA PRIVATE KEY", "EC, EC PRIVATE KEY"})
  void aKeyIsReadInTheFormsThatOpensslWrites(String algorithm, String type) throws Exception {
    make(algorithm);
    byte[] pkcs8 = key.getEncoded();
    assertThat(Pem.privateKey("text before\n" + pem("PRIVATE KEY", pkcs8), certificate))
        .isEqualTo(key);
    assertThat(Pem.privateKey(pem(type, unwrapped(pkcs8)), certificate)).isEqualTo(key);
  }

  @Test
  void aChainIsReadInItsOrder() throws Exception {
    make("EC");
    String one = pem("CERTIFICATE", certificate.getEncoded());
    assertThat(Pem.certificates("# my chain\n" + one + "\n" + one))
        .containsExactly(certificate, certificate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void whatIsNoCertificateIsRefused(String text) {
    assertThatThrownBy(() -> Pem.certificates(text)).isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY"})
  void whatIsNoKeyIsRefusedAndNotRepeated(String type) throws Exception {
    make("EC");
    assertThatThrownBy(() -> Pem.privateKey(pem(type, new byte[] {1, 2, 3}), certificate))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageNotContaining("AQID");
  }
}
