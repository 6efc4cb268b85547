package io.callbridge.verba;

import io.callbridge.verba.VerbaSettings.Account;

/**
 * One configured recorder, for the routes.
 *
 * @param name of the account in the configuration
 */
record VerbaRecorder(String name, Account account) {

  /** Where all requests go. */
  public String apiUrl() {
    return account.apiUrl();
  }

  /** Keeps the account's secrets out of logs. */
  @Override
  public String toString() {
    return "recorder " + name;
  }
}
