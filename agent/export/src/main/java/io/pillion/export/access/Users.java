package io.pillion.export.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import io.pillion.export.http.Throttle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks names and passwords (RFC 7617) against bcrypt hashes. A check takes some 70 ms of a
 * processor: a right password is remembered, and the checks of all others together get a share of
 * one processor. A check takes the same time whether there is such a user or not.
 */
final class Users {
  private static final Pattern HASH = Pattern.compile("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

  /** Longer passwords are cut, as by htpasswd: bcrypt sees the first 72 bytes. */
  private static final LongPasswordStrategy LONG_PASSWORDS =
      LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A);

  private final Map<String, String> hashes;
  private final String nobodysHash;
  private final Throttle throttle = new Throttle();

  /** The last right password of each user, as a digest that only this object can make. */
  private final Map<String, byte[]> remembered = new ConcurrentHashMap<>();

  private final SecretKeySpec secret;

  /**
   * @param hashes by the user's name; at least one
   */
  Users(Map<String, String> hashes) {
    this.hashes = hashes;
    this.nobodysHash = hashes.values().iterator().next();
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.secret = new SecretKeySpec(random, "HmacSHA256");
  }

  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  /**
   * @param credentials the base64 after {@code Basic}
   */
  boolean admit(String credentials) throws InterruptedException {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String name = pair.substring(0, colon);
    byte[] digest = digest(pair);
    byte[] known = remembered.get(name);
    return (known != null && MessageDigest.isEqual(known, digest))
        || check(name, pair.substring(colon + 1), digest);
  }

  private boolean check(String name, String password, byte[] digest) throws InterruptedException {
    String hash = hashes.get(name);
    long began = throttle.begin();
    try {
      boolean isRight =
          BCrypt.verifyer(null, LONG_PASSWORDS)
              .verify(password.toCharArray(), hash == null ? nobodysHash : hash)
              .verified;
      if (hash == null || !isRight) {
        return false;
      }
      remembered.put(name, digest);
      return true;
    } finally {
      throttle.end(began, 0);
    }
  }

  private byte[] digest(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
