package io.callbridge.vonage;

import io.callbridge.call.UnknownAccountException;
import io.callbridge.vonage.VonageSettings.Account;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One token per account, renewed by one exchange at a time (contracts/vonage.md, section 2). The
 * requests themselves are in the route {@code vonage-renew-token}.
 */
@Component
class VonageTokens {

  private static final Logger log = LoggerFactory.getLogger(VonageTokens.class);
  private static final int LONGEST_WAIT_SECONDS = 120;

  private final VonageAccounts accounts;
  private final VonageRefreshTokens refreshTokens;
  private final InstantSource clock;
  private final Map<String, VonageToken> tokens = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

  VonageTokens(VonageAccounts accounts, VonageRefreshTokens refreshTokens, InstantSource clock) {
    this.accounts = accounts;
    this.refreshTokens = refreshTokens;
    this.clock = clock;
  }

  /** Whether the account's token must be renewed before the next request. */
  public boolean isDue(String account) {
    return !token(account).isFresh();
  }

  /**
   * The token to send.
   *
   * @throws VonageUnavailableException if there is none
   */
  public String current(String account) {
    return token(account)
        .current()
        .orElseThrow(
            () ->
                new VonageUnavailableException("there is no token for Vonage account " + account));
  }

  /** Notes that an API has refused this token, so that it is renewed before the next request. */
  public void refuse(String account, String token) {
    token(account).refuse(token);
  }

  /**
   * Begins a renewal, once no other of the same account is under way. {@link #end} must follow.
   *
   * @return not open if the token has become fresh in the meantime
   * @throws UnknownAccountException if no such account is configured
   * @throws VonageRefusedException if the account has no login, or it was refused a short while ago
   * @throws VonageUnavailableException if another renewal takes too long
   */
  public VonageRenewal begin(String account) {
    Account settings = accounts.find(account);
    if (!settings.hasLogin()) {
      throw new VonageRefusedException(
          "callbridge.vonage.accounts.%s has no username and password".formatted(account));
    }
    await(account);
    try {
      VonageToken token = token(account);
      return new VonageRenewal(account, settings, token.isFresh() ? null : token.nextGrant());
    } catch (RuntimeException refused) {
      turn(account).release();
      throw refused;
    }
  }

  /**
   * Takes the token endpoint's answer. A refused login is an alarm in the log.
   *
   * @param httpStatus 400 and 401 are refusals, 2xx brings a token, any other says nothing
   * @throws VonageUnavailableException if the answer says nothing
   */
  public void keep(VonageRenewal renewal, int httpStatus, byte[] body) {
    VonageGrant grant = renewal.grant();
    VonageToken token = token(renewal.name());
    renewal.next(null);
    if (httpStatus / 100 == 2) {
      token.granted(VonageGranted.read(body));
      log.info("Vonage account {} has a new token", renewal.name());
    } else if (httpStatus == 400 || httpStatus == 401) {
      token.refused(grant).ifPresentOrElse(renewal::next, () -> alarm(renewal.name(), httpStatus));
    } else {
      throw new VonageUnavailableException(
          "Vonage's token endpoint answered %s for account %s"
              .formatted(httpStatus, renewal.name()));
    }
  }

  /** Takes note that the token endpoint gave no answer, or none that says anything. */
  public void failed(VonageRenewal renewal, Exception failure) {
    renewal.next(null);
    token(renewal.name()).failed();
    log.warn("Vonage account {} got no new token: {}", renewal.name(), failure.toString());
  }

  /** Lets the next renewal of the account begin. */
  public void end(VonageRenewal renewal) {
    turn(renewal.name()).release();
  }

  private static void alarm(String account, int httpStatus) {
    log.error(
        "ALARM: Vonage refuses the login of account {} (HTTP {}). Check its username and password;"
            + " the next attempt is in {} minutes, as each one would prolong the lock.",
        account,
        httpStatus,
        VonageToken.PAUSE_AFTER_REFUSED_LOGIN.toMinutes());
  }

  private void await(String account) {
    try {
      if (turn(account).tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw new VonageUnavailableException(
        "another renewal of the token of Vonage account %s takes too long".formatted(account));
  }

  private VonageToken token(String account) {
    return tokens.computeIfAbsent(account, name -> new VonageToken(name, refreshTokens, clock));
  }

  private Semaphore turn(String account) {
    return turns.computeIfAbsent(account, name -> new Semaphore(1, true));
  }
}
