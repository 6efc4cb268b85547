package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberingPasswordEncoderTest {

  private int checks;

  private final RememberingPasswordEncoder passwords =
      new RememberingPasswordEncoder(
          new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
              return "hash of " + password;
            }

            @Override
            public boolean matches(CharSequence password, String encoded) {
              checks++;
              return encoded.equals(encode(password));
            }
          });

  @Test
  void checksARightPasswordSlowlyOnlyOnce() {
    for (int i = 0; i < 5; i++) {
      assertThat(passwords.matches("secret", "hash of secret")).isTrue();
    }

    assertThat(checks).isEqualTo(1);
  }

  @Test
  void checksAWrongPasswordEachTime() {
    for (int i = 0; i < 5; i++) {
      assertThat(passwords.matches("guess", "hash of secret")).isFalse();
    }

    assertThat(checks).isEqualTo(5);
  }

  @Test
  void takesNoRightPasswordForAnotherUser() {
    assertThat(passwords.matches("secret", "hash of secret")).isTrue();

    assertThat(passwords.matches("secret", "hash of another")).isFalse();
  }
}
