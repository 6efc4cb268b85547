package io.callbridge.verba;

import java.time.Instant;

/**
 * A token and the server session that it belongs to.
 *
 * @param cookie {@code name=value}; null if the recorder named none
 * @param since when we got it
 */
record VerbaSession(String token, String cookie, Instant since) {

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "session since " + since;
  }
}
