package io.callbridge.vonage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The token of one account through its life: which grant is due, and what an answer to it means
 * (contracts/vonage.md, section 2). Knows nothing of HTTP. Safe for several threads, though only
 * one at a time may ask for a new token ({@link VonageTokens}).
 *
 * <p>A refused refresh is followed by one login. A refused login is followed by nothing for thirty
 * minutes: each further attempt would prolong the lock on the account.
 */
final class VonageToken {

  static final Duration PAUSE_AFTER_REFUSED_LOGIN = Duration.ofMinutes(30);
  static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  private static final int RENEW_AT_PERCENT = 80;

  private final String account;
  private final VonageRefreshTokens refreshTokens;
  private final InstantSource clock;

  private String value;
  private Instant renewAt = Instant.MIN;
  private Instant expiresAt = Instant.MIN;
  private Instant lockedUntil = Instant.MIN;
  private Instant notBefore = Instant.MIN;

  VonageToken(String account, VonageRefreshTokens refreshTokens, InstantSource clock) {
    this.account = account;
    this.refreshTokens = refreshTokens;
    this.clock = clock;
  }

  /** Whether it can be used as it is; one that lives on may also wait out a failed renewal. */
  synchronized boolean isFresh() {
    Instant now = clock.instant();
    return now.isBefore(renewAt)
        || isAlive() && (now.isBefore(lockedUntil) || now.isBefore(notBefore));
  }

  /** The token, even while it is due for renewal; empty if there is none that may work. */
  synchronized Optional<String> current() {
    return isAlive() ? Optional.of(value) : Optional.empty();
  }

  /** Notes that an API has refused a token; an answer to an older one changes nothing. */
  synchronized void refuse(String token) {
    if (token != null && token.equals(value)) {
      value = null;
      renewAt = Instant.MIN;
      expiresAt = Instant.MIN;
    }
  }

  /**
   * How to get a new token.
   *
   * @throws VonageRefusedException while the account may be locked
   * @throws VonageUnavailableException a short while after an attempt without an answer
   */
  synchronized VonageGrant nextGrant() {
    Instant now = clock.instant();
    if (now.isBefore(lockedUntil)) {
      throw new VonageRefusedException(
          "Vonage refused the login of account %s; it is not tried again before %s"
              .formatted(account, lockedUntil));
    }
    if (now.isBefore(notBefore)) {
      throw new VonageUnavailableException(
          "Vonage's token endpoint gave account %s no answer a short while ago".formatted(account));
    }
    return refreshTokens
        .take(account)
        .filter(token -> token.isUsable(now))
        .map(VonageGrant::new)
        .orElse(VonageGrant.PASSWORD);
  }

  synchronized void granted(VonageGranted granted) {
    Instant now = clock.instant();
    Duration life = granted.life();
    value = granted.accessToken();
    expiresAt = now.plus(life);
    renewAt = now.plus(life.multipliedBy(RENEW_AT_PERCENT).dividedBy(100));
    lockedUntil = Instant.MIN;
    notBefore = Instant.MIN;
    if (!VonageReading.isBlank(granted.refreshToken())) {
      refreshTokens.keep(account, new VonageRefreshToken(granted.refreshToken(), now));
    }
  }

  /**
   * Takes note of a refused grant.
   *
   * @return the grant to try instead; empty after a refused login
   */
  synchronized Optional<VonageGrant> refused(VonageGrant grant) {
    if (!grant.isPassword()) {
      return Optional.of(VonageGrant.PASSWORD);
    }
    lockedUntil = clock.instant().plus(PAUSE_AFTER_REFUSED_LOGIN);
    return Optional.empty();
  }

  /** Takes note that there was no answer, or none that says anything. */
  synchronized void failed() {
    notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
  }

  private boolean isAlive() {
    return value != null && clock.instant().isBefore(expiresAt);
  }
}
