package io.callbridge.sandbox.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {

  private final PlayedVonage vonage = new PlayedVonage("failed-logins", "2");

  @Test
  void letsTheBearerInForADay() {
    String login = vonage.login();

    assertThat(vonage.tokens.isValidForReports(login)).isTrue();
    assertThat(vonage.tokens.isValid("Bearer else")).isFalse();
    assertThat(vonage.tokens.isValid(null)).isFalse();
    vonage.pass(Duration.ofHours(24));
    assertThat(vonage.tokens.isValid(login)).isFalse();
  }

  @Test
  void takesARefreshTokenOnce() {
    String refresh = (String) password("sandbox-password", "openid").get("refresh_token");

    assertThat(refresh(refresh)).containsKey("access_token");
    assertThatThrownBy(() -> refresh(refresh)).isInstanceOf(RefusedException.class);
  }

  @Test
  void takesNoRefreshTokenAfterAWeek() {
    String refresh = (String) password("sandbox-password", "openid").get("refresh_token");
    vonage.pass(Duration.ofDays(7));

    assertThatThrownBy(() -> refresh(refresh)).isInstanceOf(RefusedException.class);
  }

  @Test
  void locksTheUserForHalfAnHourAfterTheLastAttempt() {
    assertThatThrownBy(() -> password("wrong", "openid")).hasMessageContaining("17002");
    assertThatThrownBy(() -> password("wrong", "openid")).hasMessageContaining("17002");
    vonage.pass(Duration.ofMinutes(29));
    assertThatThrownBy(() -> password("sandbox-password", "openid"))
        .hasMessageContaining("17003: account locked");
    vonage.pass(Duration.ofMinutes(29));
    assertThatThrownBy(() -> password("sandbox-password", "openid"))
        .hasMessageContaining("17003: account locked");
    vonage.pass(Duration.ofMinutes(30));
    assertThat(password("sandbox-password", "openid")).containsEntry("expires_in", 86400L);
  }

  @Test
  void keepsATokenWithoutScopeOutOfTheReports() {
    String login = "Bearer " + password("sandbox-password", "").get("access_token");

    assertThat(vonage.tokens.isValid(login)).isTrue();
    assertThat(vonage.tokens.isValidForReports(login)).isFalse();
  }

  private Map<String, Object> password(String password, String scope) {
    return vonage.tokens.grant(
        Map.of(
            "grant_type",
            "password",
            "scope",
            scope,
            "username",
            "sandbox@vbc.prod",
            "password",
            password));
  }

  private Map<String, Object> refresh(String token) {
    return vonage.tokens.grant(
        Map.of("grant_type", "refresh_token", "scope", "openid", "refresh_token", token));
  }
}
