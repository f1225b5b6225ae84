package io.pillion.export.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
  /** {@code htpasswd -nbBC 4 "" secret}, and of 80 letters "a", of which bcrypt sees 72. */
  private final Users users =
      new Users(
          Map.of(
              "alice", "$2y$04$VcVNACvumlbGJ6xnm8G.K.FUGIlIUmB.z/ric7SBS.qPcjoSzVNa.",
              "long", "$2y$04$voZDUxLRKk3cEzQUubJSCODAixTTT9ZGskYH04Nugb8We6cXkEWa6"));

  private boolean admits(String pair) throws Exception {
    return users.admit(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theRightPasswordIsAdmittedEachTime() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(admits("alice:secret")).isTrue();
      assertThat(admits("alice:Secret")).isFalse();
    }
  }

  @Test
  void aPasswordMayBeLongerThanBcryptSees() throws Exception {
    assertThat(admits("long:" + "a".repeat(80))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob:secret", "alice", "alice:", ":secret", ":", "", "alice:secret:"})
  void everythingElseIsNot(String pair) throws Exception {
    assertThat(admits(pair)).isFalse();
  }

  @Test
  void whatIsNotBase64IsNot() throws Exception {
    assertThat(users.admit("%%%")).isFalse();
  }
}
