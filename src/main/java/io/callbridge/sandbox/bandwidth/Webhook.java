package io.callbridge.sandbox.bandwidth;

import java.time.Instant;
import java.util.Map;

/**
 * An event that Bandwidth has to report.
 *
 * @param at when it happens
 * @param target where to; null: the bridge
 * @param body by field
 */
record Webhook(Instant at, Target target, Map<String, Object> body) {

  /**
   * A URL that was given with a call.
   *
   * @param username null: no credentials
   */
  record Target(String url, String method, String username, String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return method + " " + url;
    }
  }

  String eventType() {
    return body.get("eventType").toString();
  }
}
