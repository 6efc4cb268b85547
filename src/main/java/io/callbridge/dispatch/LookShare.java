package io.callbridge.dispatch;

/**
 * A part of an account's requests that is kept for those that would else come last, so that none
 * waits for ever: one of so many requests, if one is overdue.
 *
 * <p>Not thread-safe.
 */
final class LookShare {

  private final int oneOf;

  /** Requests since it had its share. */
  private int since;

  LookShare(int oneOf) {
    this.oneOf = oneOf;
  }

  /** How many of the next requests go to overdue ones of its kind first. */
  int owed(int requests) {
    return Math.min(requests, (since + requests) / oneOf);
  }

  /**
   * @param owed as given by {@link #owed}
   * @param served how many overdue ones there were, at most so many
   * @param requests how many requests were made in all
   */
  void made(int owed, int served, int requests) {
    since = served < owed ? 0 : since + requests - served * oneOf;
  }
}
