package io.callbridge.sandbox.vonage;

/** Lets only those in who show a token that lives, to the one account there is. */
final class Doorkeeper {

  private final VonageSettings settings;
  private final Tokens tokens;

  Doorkeeper(VonageSettings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  /**
   * @throws RefusedException with 401
   */
  void check(String account, String authorization) {
    if (!account.equals(settings.account())) {
      throw RefusedException.notPermitted();
    }
    check(authorization);
  }

  /**
   * @throws RefusedException with 401
   */
  void check(String authorization) {
    if (!tokens.isValid(authorization)) {
      throw RefusedException.notPermitted();
    }
  }
}
