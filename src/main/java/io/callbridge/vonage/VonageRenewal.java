package io.callbridge.vonage;

import io.callbridge.vonage.VonageSettings.Account;

/** One renewal of an account's token, held by one exchange from {@link VonageTokens#begin}. */
final class VonageRenewal {

  private final String name;
  private final Account account;
  private VonageGrant grant;

  /**
   * @param grant to ask for; null if nothing is to be asked, because somebody else has just renewed
   *     the token
   */
  VonageRenewal(String name, Account account, VonageGrant grant) {
    this.name = name;
    this.account = account;
    this.grant = grant;
  }

  String name() {
    return name;
  }

  VonageGrant grant() {
    return grant;
  }

  /** Sets what to ask for next; null: nothing. */
  void next(VonageGrant next) {
    grant = next;
  }

  /** Whether a request to the token endpoint is due. */
  public boolean isOpen() {
    return grant != null;
  }

  public String getUrl() {
    return account.tokenUrl();
  }

  public String getForm() {
    return grant.form(account);
  }

  public String getAuthorization() {
    return VonageGrant.authorization(account);
  }

  /** Keeps the secrets out of logs. */
  @Override
  public String toString() {
    return "VonageRenewal[" + name + "]";
  }
}
