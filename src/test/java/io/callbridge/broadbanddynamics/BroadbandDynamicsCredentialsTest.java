package io.callbridge.broadbanddynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.broadbanddynamics.BroadbandDynamicsSettings.Account;
import io.callbridge.call.Direction;
import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BroadbandDynamicsCredentialsTest {

  private static final String SECRET = "pässwörd/+&";

  private final BroadbandDynamicsCredentials credentials =
      new BroadbandDynamicsCredentials(
          new BroadbandDynamicsSettings(
              Map.of(
                  "default",
                  account(""),
                  "secured",
                  account(SECRET),
                  "a b",
                  account(""),
                  "changing",
                  account("new", "old"),
                  "ending",
                  account("", "old"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | default",
        "'' | default",
        "account= | default",
        "account | default",
        "account=default | default",
        "account=a%20b | a b",
        "other=x&account=default&account=nobody | default",
        "Account=nobody | default",
      })
  void takesTheAccountFromTheQuery(String query, String expected) {
    assertThat(credentials.check(query, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account=nobody", "account=Default", "account=secured%20", "account=%zz"})
  void knowsNoOtherAccount(String query) {
    assertThatThrownBy(() -> credentials.check(query, SECRET))
        .isInstanceOf(UnknownAccountException.class)
        .hasMessage("no such Broadband Dynamics account is configured");
  }

  @Test
  void needsNoSecretWhereNoneIsSet() {
    assertThat(credentials.check(null, "anything")).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "account=secured | pässwörd/+&",
        "account=secured&secret=p%C3%A4ssw%C3%B6rd%2F%2B%26 | none",
        "account=secured&secret=p%C3%A4ssw%C3%B6rd/+%26 | none",
        "account=secured&secret=p%C3%A4ssw%C3%B6rd%2F%2B%26 | wrong",
        "account=secured&secret=wrong | pässwörd/+&",
      })
  void takesTheSecretFromTheHeaderOrTheQuery(String query, String header) {
    assertThat(credentials.check(query, header)).isEqualTo("secured");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "account=secured | none",
        "account=secured | ''",
        "account=secured | pässwörd/+",
        "account=secured | pässwörd/+&&",
        "account=secured | PÄSSWÖRD/+&",
        "account=secured&secret= | none",
        "account=secured&secret | none",
        "account=secured&secret=wrong | none",
        "account=secured&Secret=p%C3%A4ssw%C3%B6rd%2F%2B%26 | none",
        "account=secured&secret=%zz | none",
      })
  void refusesAnyOtherSecret(String query, String header) {
    assertThatThrownBy(() -> credentials.check(query, header))
        .isInstanceOf(RefusedSenderException.class)
        .hasMessage("the secret is missing or wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "old"})
  void takesBothSecretsWhileItIsBeingChanged(String shown) {
    assertThat(credentials.check("account=changing", shown)).isEqualTo("changing");
    assertThat(credentials.check("account=changing&secret=" + shown, "x")).isEqualTo("changing");
    assertThatThrownBy(() -> credentials.check("account=changing", ""))
        .isInstanceOf(RefusedSenderException.class);
    assertThatThrownBy(() -> credentials.check("account=ending", ""))
        .isInstanceOf(RefusedSenderException.class);
  }

  @Test
  void keepsTheSecretOutOfWhatIsPrinted() {
    assertThat(account(SECRET).toString()).doesNotContain(SECRET);
  }

  private static Account account(String secret) {
    return account(secret, "");
  }

  private static Account account(String secret, String previous) {
    return new Account(
        "main", secret, previous, "1", 10, Direction.OUTBOUND, null, null, null, null, false);
  }
}
