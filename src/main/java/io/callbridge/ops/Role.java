package io.callbridge.ops;

import java.util.Arrays;
import java.util.Optional;

/** What a user may do; each role may also do what those before it may. */
public enum Role {
  /** Reads everything but secrets. */
  VIEWER,
  /** Also steers calls, retries, abandons, pauses and collects. */
  OPERATOR,
  /** Also replaces BXML and changes routes. */
  ENGINEER,
  /** Also what nobody else has been allowed. */
  ADMIN;

  /** The role that a login's authority stands for; empty if none. */
  public static Optional<Role> ofAuthority(String authority) {
    return Arrays.stream(values()).filter(role -> authority.equals("ROLE_" + role)).findAny();
  }
}
