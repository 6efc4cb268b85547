package io.callbridge.steer;

/**
 * A request to a provider.
 *
 * @param path behind the account's own address, encoded
 * @param query encoded; empty for none
 * @param mediaType null for a request without a body
 * @param body empty for none
 */
public record Outgoing(String method, String path, String query, String mediaType, String body) {

  public static Outgoing get(String path, String query) {
    return new Outgoing("GET", path, query, null, "");
  }

  /** Keeps credentials out of logs. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
