package io.callbridge.ops;

/** What a user may do; each role may also do what those before it may. */
enum Role {
  /** Reads everything but secrets. */
  VIEWER,
  /** Also steers calls, retries, abandons, pauses and collects. */
  OPERATOR,
  /** Also replaces BXML and changes routes. */
  ENGINEER,
  /** Also what nobody else has been allowed. */
  ADMIN
}
