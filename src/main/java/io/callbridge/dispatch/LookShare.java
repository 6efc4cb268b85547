package io.callbridge.dispatch;

/**
 * How an account's requests are shared when posts and looks compete: posts first, because they
 * bring call logs in; but of three requests one is an overdue look, so that none waits for ever.
 *
 * <p>Not thread-safe.
 */
final class LookShare {

  private static final int ONE_OF = 3;

  /** Requests since the looks had their share. */
  private int since;

  /** How many of the next requests go to overdue looks first. */
  int owed(int requests) {
    return Math.min(requests, (since + requests) / ONE_OF);
  }

  /**
   * @param owed as given by {@link #owed}
   * @param served how many overdue looks there were, at most so many
   * @param requests how many requests were made in all
   */
  void made(int owed, int served, int requests) {
    since = served < owed ? 0 : since + requests - served * ONE_OF;
  }
}
