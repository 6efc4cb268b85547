package io.callbridge.vonage;

/**
 * A webhook as its service knows it, each field as the text that came (contracts/vonage.md, section
 * 7).
 */
record VonageRegistration(
    String id, String url, String status, String expireAt, Statistics statistics) {

  record Statistics(String failed) {}

  /** Whether it gets nothing more until it is renewed. */
  boolean hasFailed() {
    return statistics != null && "true".equalsIgnoreCase(statistics.failed());
  }

  boolean isActive() {
    return "ACTIVE".equalsIgnoreCase(status);
  }
}
