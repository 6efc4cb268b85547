package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.sandbox.SettableClock;
import io.callbridge.store.RefreshTokens;
import io.callbridge.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token's life, with a clock that is set and answers that are made up. */
class VonageTokensTest {

  private static final String ACCOUNT = VonageSamples.ACCOUNT;

  private final SettableClock clock = new SettableClock("2026-03-03T16:00:00Z");
  private VonageRefreshTokens kept;
  private VonageTokens tokens;

  @TempDir Path folder;

  private TestStore store;

  @BeforeEach
  void open() {
    store = TestStore.open(folder, new ProviderAccounts(List.of()), clock);
    kept = new Vonage().vonageRefreshTokens(new RefreshTokens(store.commits));
    tokens = new VonageTokens(VonageSamples.accounts(), kept, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void logsInByPasswordFirst() {
    VonageRenewal renewal = tokens.begin(ACCOUNT);

    assertThat(tokens.isDue(ACCOUNT)).isTrue();
    assertThat(renewal.getForm())
        .isEqualTo(
            "grant_type=password&scope=openid&username=bridge%40vbc.prod&password=sample-password");
    assertThat(renewal.getAuthorization())
        .isEqualTo("Basic c2FtcGxlLWNsaWVudDpzYW1wbGUtY2xpZW50LXNlY3JldA==");

    tokens.keep(renewal, 200, VonageSamples.bytes("token-response.json"));
    tokens.end(renewal);

    assertThat(renewal.isOpen()).isFalse();
    assertThat(tokens.isDue(ACCOUNT)).isFalse();
    assertThat(tokens.current(ACCOUNT)).isEqualTo("sample-access-token");
  }

  @Test
  void refreshesAtFourFifthsOfItsLife() {
    renew(200, token("first"));
    clock.advance(Duration.ofSeconds(86400 * 4 / 5 - 1));
    assertThat(tokens.isDue(ACCOUNT)).isFalse();

    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.isDue(ACCOUNT)).isTrue();
    assertThat(renew(200, token("second"))).contains("refresh_token=refresh-first");
    assertThat(tokens.current(ACCOUNT)).isEqualTo("second");
  }

  @Test
  void usesARefreshTokenOnceOnly() {
    renew(200, token("first"));
    clock.advance(Duration.ofDays(1));
    assertThat(renew(0, "")).contains("refresh_token=refresh-first");

    clock.advance(VonageToken.PAUSE_AFTER_FAILURE);
    assertThat(renew(200, token("second"))).contains("grant_type=password");
  }

  @Test
  void doesNotUseARefreshTokenAfterAWeek() {
    renew(200, token("first"));
    clock.advance(Duration.ofDays(7));

    assertThat(renew(200, token("second"))).contains("grant_type=password");
  }

  @Test
  void logsInOnceWhenTheRefreshIsRefused() {
    renew(200, token("first"));
    clock.advance(Duration.ofDays(1));

    VonageRenewal renewal = tokens.begin(ACCOUNT);
    tokens.keep(renewal, 400, VonageSamples.bytes("token-error-invalid-grant.json"));
    assertThat(renewal.getForm()).contains("grant_type=password");
    tokens.keep(renewal, 400, VonageSamples.bytes("token-error-invalid-grant.json"));
    tokens.end(renewal);

    assertThat(renewal.isOpen()).isFalse();
    assertThatThrownBy(() -> tokens.begin(ACCOUNT)).isInstanceOf(VonageRefusedException.class);
  }

  @Test
  void leavesARefusedLoginAloneForHalfAnHour() {
    renew(401, "<fault/>");

    assertThatThrownBy(() -> tokens.current(ACCOUNT))
        .isInstanceOf(VonageUnavailableException.class);
    clock.advance(Duration.ofMinutes(30).minusSeconds(1));
    assertThatThrownBy(() -> tokens.begin(ACCOUNT))
        .isInstanceOf(VonageRefusedException.class)
        .hasMessageNotContaining("sample-password");

    clock.advance(Duration.ofSeconds(1));
    renew(400, VonageSamples.text("token-error-invalid-grant.json"));
    assertThatThrownBy(() -> tokens.begin(ACCOUNT)).isInstanceOf(VonageRefusedException.class);

    clock.advance(Duration.ofMinutes(30));
    renew(200, token("first"));
    assertThat(tokens.current(ACCOUNT)).isEqualTo("first");
  }

  @Test
  void goesOnWithATokenThatLivesWhileNoNewOneComes() {
    renew(200, token("first"));
    clock.advance(Duration.ofHours(20));
    renew(503, "busy");

    assertThat(tokens.isDue(ACCOUNT)).isFalse();
    assertThat(tokens.current(ACCOUNT)).isEqualTo("first");

    clock.advance(Duration.ofHours(4));
    assertThat(tokens.isDue(ACCOUNT)).isTrue();
    assertThatThrownBy(() -> tokens.current(ACCOUNT))
        .isInstanceOf(VonageUnavailableException.class);
  }

  @Test
  void renewsATokenThatAnApiRefused() {
    renew(200, token("first"));
    tokens.refuse(ACCOUNT, "an older one");
    assertThat(tokens.isDue(ACCOUNT)).isFalse();

    tokens.refuse(ACCOUNT, "first");
    assertThat(tokens.isDue(ACCOUNT)).isTrue();
    assertThat(renew(200, token("second"))).contains("refresh_token=refresh-first");
  }

  @Test
  void takesAnAnswerWithoutATokenForNone() {
    renew(200, "<html>");

    assertThatThrownBy(() -> tokens.current(ACCOUNT))
        .isInstanceOf(VonageUnavailableException.class);
    assertThatThrownBy(() -> tokens.begin(ACCOUNT))
        .as("a short while later")
        .isInstanceOf(VonageUnavailableException.class);
    clock.advance(VonageToken.PAUSE_AFTER_FAILURE);
    assertThatCode(() -> tokens.begin(ACCOUNT)).doesNotThrowAnyException();
  }

  @Test
  void letsOneRenewalFollowTheOther() throws Exception {
    VonageRenewal first = tokens.begin(ACCOUNT);
    CompletableFuture<VonageRenewal> second =
        CompletableFuture.supplyAsync(() -> tokens.begin(ACCOUNT));
    assertThat(second).isNotDone();

    tokens.keep(first, 200, token("first").getBytes(StandardCharsets.UTF_8));
    tokens.end(first);

    assertThat(second.get(10, TimeUnit.SECONDS).isOpen()).isFalse();
  }

  @Test
  void wantsALogin() {
    var without = new VonageTokens(VonageSamples.accounts("password", ""), kept, clock);

    assertThatThrownBy(() -> without.begin(ACCOUNT)).isInstanceOf(VonageRefusedException.class);
    assertThatThrownBy(() -> without.begin("nobody")).isInstanceOf(UnknownAccountException.class);
  }

  @Test
  void showsNoSecretInAnyText() {
    VonageRenewal renewal = tokens.begin(ACCOUNT);

    assertThat(renewal + " " + VonageSamples.accounts().find(ACCOUNT))
        .doesNotContain("sample-password")
        .doesNotContain("sample-client-secret")
        .doesNotContain("sample-path-secret");
  }

  /** One renewal; 0 stands for no answer. Gives the form that was sent. */
  private String renew(int httpStatus, String answer) {
    VonageRenewal renewal = tokens.begin(ACCOUNT);
    String form = renewal.getForm();
    try {
      if (httpStatus == 0) {
        throw new VonageUnavailableException("no answer");
      }
      tokens.keep(renewal, httpStatus, answer.getBytes(StandardCharsets.UTF_8));
    } catch (VonageUnavailableException failure) {
      tokens.failed(renewal, failure);
    } finally {
      tokens.end(renewal);
    }
    return form;
  }

  private static String token(String name) {
    return "{\"access_token\": \"%s\", \"refresh_token\": \"refresh-%s\", \"expires_in\": 86400}"
        .formatted(name, name);
  }
}
