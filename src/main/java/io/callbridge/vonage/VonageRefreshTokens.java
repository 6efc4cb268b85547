package io.callbridge.vonage;

import java.util.Optional;

/**
 * Keeps the newest refresh token of each account over restarts. A refresh token works once
 * (contracts/vonage.md, section 2), so it is taken out before it is used: after a crash in between
 * the next login is by password.
 */
interface VonageRefreshTokens {

  /** The account's refresh token, which is gone from here afterwards; empty if there is none. */
  Optional<VonageRefreshToken> take(String account);

  /** Replaces the account's refresh token. */
  void keep(String account, VonageRefreshToken token);
}
