package io.callbridge.verba;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.sandbox.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerbaTokensTest {

  private final SettableClock clock = new SettableClock("2026-03-03T16:00:00Z");
  private final VerbaTokens tokens = new VerbaTokens(clock);
  private final VerbaRecorder recorder = ARecorder.with("username", "api", "password", "p");

  @Test
  void needsNoTokenWithAKeyOnly() {
    assertThat(tokens.isReady(ARecorder.with())).isTrue();
  }

  @Test
  void keepsATokenForFiftyMinutes() {
    assertThat(tokens.isMissing(recorder)).isTrue();

    tokens.renew(recorder, ARecorder.sample("requesttoken-success.xml"));
    clock.advance(Duration.ofMinutes(50).minusMillis(1));
    assertThat(tokens.isMissing(recorder)).isFalse();
    assertThat(tokens.current(recorder).token()).isEqualTo("5a0d8c52-91f4-4b27-9c06-0e1b7d2f6a33");

    clock.advance(Duration.ofMillis(1));
    assertThat(tokens.isMissing(recorder)).isTrue();
  }

  @Test
  void renewsATokenThatTheRecorderDoesNotKnow() {
    tokens.renew(recorder, ARecorder.sample("requesttoken-success.xml"));
    VerbaSession used = tokens.current(recorder);

    assertThat(tokens.isWorthRenewing(used, ARecorder.sample("error-token-expired.xml"))).isTrue();
    assertThat(tokens.isWorthRenewing(used, ARecorder.sample("error-login-page.html"))).isTrue();
    assertThat(tokens.isWorthRenewing(used, ARecorder.sample("getcallurl-error-not-found.xml")))
        .isFalse();
    tokens.drop(recorder, used);
    assertThat(tokens.isMissing(recorder)).isTrue();
  }

  @Test
  void keepsATokenThatSomebodyRenewedMeanwhile() {
    tokens.renew(recorder, ARecorder.sample("requesttoken-success.xml"));
    VerbaSession used = tokens.current(recorder);
    clock.advance(Duration.ofMinutes(1));
    tokens.renew(recorder, ARecorder.sample("requesttoken-success-sibling-layout.xml"));

    tokens.drop(recorder, used);

    assertThat(tokens.isMissing(recorder)).isFalse();
  }

  @Test
  void takesNoTokenFromARefusal() {
    VerbaAnswer odd = tokens.renew(recorder, ARecorder.sample("getcallurl-error-not-found.xml"));
    VerbaAnswer empty = tokens.renew(recorder, ARecorder.sample("keepcall-success.xml"));

    assertThat(odd.verdict()).isEqualTo(VerbaVerdict.LOGIN);
    assertThat(empty.verdict()).isEqualTo(VerbaVerdict.LOGIN);
    assertThat(tokens.isMissing(recorder)).isTrue();
  }

  @Test
  void leavesTheRecorderAloneAfterThreeRefusalsInARow() {
    refuse();
    refuse();
    assertThat(tokens.isPaused(recorder)).isFalse();

    refuse();
    assertThat(tokens.isPaused(recorder)).isTrue();
    assertThat(tokens.paused(recorder).retryAfter()).isEqualTo(Duration.ofMinutes(15));

    clock.advance(Duration.ofMinutes(15));
    assertThat(tokens.isPaused(recorder)).isFalse();
  }

  @Test
  void pausesAgainAfterOneMoreRefusal() {
    refuse();
    refuse();
    refuse();
    clock.advance(Duration.ofMinutes(15));

    refuse();

    assertThat(tokens.isPaused(recorder)).isTrue();
  }

  @Test
  void countsRefusalsInARowOnly() {
    refuse();
    refuse();
    tokens.heard(recorder, ARecorder.sample("getcallurl-error-not-found.xml"));
    refuse();
    refuse();

    assertThat(tokens.isPaused(recorder)).isFalse();
  }

  @Test
  void doesNotCountTrouble() {
    for (int i = 0; i < 9; i++) {
      tokens.heard(recorder, ARecorder.answer(503, null, null));
      tokens.heard(recorder, ARecorder.sample("error-login-page.html"));
    }

    assertThat(tokens.isPaused(recorder)).isFalse();
  }

  @Test
  void pausesOneRecorderOnly() {
    refuse();
    refuse();
    refuse();

    assertThat(tokens.isPaused(new VerbaRecorder("other", recorder.account()))).isFalse();
  }

  private void refuse() {
    tokens.heard(recorder, ARecorder.sample("requesttoken-error.xml"));
  }
}
