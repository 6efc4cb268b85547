package io.callbridge.bandwidth;

import static io.callbridge.bandwidth.BandwidthSamples.ACCOUNT;
import static io.callbridge.bandwidth.BandwidthSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthCredentialsTest {

  private static final String PATH = "/api/bandwidth/9900000/events";

  private final BandwidthCredentials credentials =
      new BandwidthCredentials(
          settings("webhook-username", "hook", "webhook-password", "pässword:1"));

  @Test
  void letsTheSenderIn() {
    assertThat(credentials.check(PATH, basic("hook:pässword:1"))).isEqualTo(ACCOUNT);
    assertThat(credentials.check(PATH, basic("hook:pässword:1").replace("Basic", "bAsIc ")))
        .isEqualTo(ACCOUNT);
    assertThat(credentials.check("/api/bandwidth/%39900000/events", basic("hook:pässword:1")))
        .isEqualTo(ACCOUNT);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Basic !!!", "Bearer aG9vazpww6Rzc3dvcmQ6MQ==", "hook"})
  void refusesWhoShowsNone(String authorization) {
    assertThatThrownBy(() -> credentials.check(PATH, authorization))
        .isInstanceOf(RefusedSenderException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hook:wrong", "other:pässword:1", "hook:pässword:1 ", "hook:", ":", ""})
  void refusesWhoShowsOthers(String shown) {
    assertThatThrownBy(() -> credentials.check(PATH, basic(shown)))
        .isInstanceOf(RefusedSenderException.class);
  }

  @Test
  void takesBothPairsWhileTheyAreBeingChanged() {
    var changing =
        new BandwidthCredentials(
            settings(
                "webhook-username", "hook",
                "webhook-password", "new",
                "previous-webhook-password", "old"));
    var renamed =
        new BandwidthCredentials(
            settings(
                "webhook-username", "hook",
                "webhook-password", "new",
                "previous-webhook-username", "formerly",
                "previous-webhook-password", "old"));

    assertThat(changing.check(PATH, basic("hook:new"))).isEqualTo(ACCOUNT);
    assertThat(changing.check(PATH, basic("hook:old"))).isEqualTo(ACCOUNT);
    assertThat(renamed.check(PATH, basic("formerly:old"))).isEqualTo(ACCOUNT);
    for (String other : List.of("hook:old", "formerly:new", "hook:", ":old")) {
      assertThatThrownBy(() -> renamed.check(PATH, basic(other)))
          .isInstanceOf(RefusedSenderException.class);
    }
  }

  @Test
  void asksForNoneWhereNoneAreConfigured() {
    var open = new BandwidthCredentials(settings());

    assertThat(open.check(PATH, null)).isEqualTo(ACCOUNT);
    assertThat(open.check(PATH, basic("any:thing"))).isEqualTo(ACCOUNT);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"/api/bandwidth/1/events", "/api/bandwidth/%zz/events", "/events", ""})
  void knowsItsAccounts(String path) {
    assertThatThrownBy(() -> credentials.check(path, basic("hook:pässword:1")))
        .isInstanceOf(UnknownAccountException.class);
  }

  private static String basic(String shown) {
    return "Basic " + Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8));
  }
}
