package io.callbridge.sandbox.leadsquared;

/** What the gateway decides about one request. */
enum Verdict {
  PASSED,
  NO_KEY,
  WRONG_KEY,
  OVER_LIMIT,
  FALSE_LIMIT,
  LIMIT_IN_OK,
  SERVER_ERROR,
  UNAVAILABLE,
  LOST_ANSWER,
  LATE_ANSWER;

  /** Whether the request uses up one of the allowed calls, if there is one left. */
  boolean countsTowardsLimit() {
    return switch (this) {
      case PASSED, SERVER_ERROR, UNAVAILABLE, LOST_ANSWER, LATE_ANSWER -> true;
      case NO_KEY, WRONG_KEY, OVER_LIMIT, FALSE_LIMIT, LIMIT_IN_OK -> false;
    };
  }
}
