package io.callbridge.call;

/** Which way a call went, seen from the business (contracts/mapping.md, section 3). */
public enum Direction {
  INBOUND,
  OUTBOUND,
  /** Between two extensions; never posted. */
  INTERNAL,
  UNKNOWN
}
