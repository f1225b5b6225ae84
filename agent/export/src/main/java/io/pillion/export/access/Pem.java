package io.pillion.export.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and private keys in textual form (RFC 7468). Java reads keys of PKCS #8 only; those
 * that {@code openssl} and Go's tools write otherwise, {@code RSA PRIVATE KEY} (RFC 8017) and
 * {@code EC PRIVATE KEY} (RFC 5915), are put in its envelope.
 */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  /** INTEGER 0. */
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private Pem() {}

  /**
   * All certificates of a text, in its order.
   *
   * @throws CertificateException saying what is wrong
   */
  static X509Certificate[] certificates(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        byte[] der = text.substring(block.start(), block.end()).getBytes(StandardCharsets.US_ASCII);
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no -----BEGIN CERTIFICATE----- in it");
    }
    return certificates.toArray(new X509Certificate[0]);
  }

  /**
   * The first private key of a text.
   *
   * @param certificate of the same key pair
   * @throws GeneralSecurityException saying what is wrong, and nothing of the key
   */
  static PrivateKey privateKey(String text, X509Certificate certificate)
      throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String type = block.group(1);
      if (type.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
        throw new GeneralSecurityException("the key is encrypted; allowed is one without password");
      }
      if (type.endsWith("PRIVATE KEY")) {
        byte[] der = decode(block.group(2));
        byte[] pkcs8 = type.equals("PRIVATE KEY") ? der : inPkcs8(der, certificate);
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      }
    }
    throw new GeneralSecurityException("there is no -----BEGIN PRIVATE KEY----- in it");
  }

  private static byte[] decode(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key is not base64");
    }
  }

  /** RFC 5208 section 5: version, algorithm, key. The certificate names the algorithm. */
  private static byte[] inPkcs8(byte[] key, X509Certificate certificate) {
    byte[] algorithm = algorithm(certificate.getPublicKey().getEncoded());
    return der(SEQUENCE, VERSION, algorithm, der(OCTET_STRING, key));
  }

  /** The first part of a SubjectPublicKeyInfo (RFC 5280 section 4.1). */
  private static byte[] algorithm(byte[] publicKey) {
    int start = 2 + extraLengthBytes(publicKey, 1);
    int end = start + 2 + publicKey[start + 1]; // it has less than 128 bytes
    byte[] algorithm = new byte[end - start];
    System.arraycopy(publicKey, start, algorithm, 0, algorithm.length);
    return algorithm;
  }

  private static int extraLengthBytes(byte[] der, int at) {
    return der[at] < 0 ? der[at] & 0x7F : 0;
  }

  private static byte[] der(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 128) {
      int bytes = length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    } else {
      out.write(length);
    }
    for (byte[] content : contents) {
      out.write(content, 0, content.length);
    }
    return out.toByteArray();
  }
}
