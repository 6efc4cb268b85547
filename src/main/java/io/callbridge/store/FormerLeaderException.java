package io.callbridge.store;

/** Another node leads, so this one may not do what only the leader may. Nothing was changed. */
public class FormerLeaderException extends RuntimeException {

  FormerLeaderException() {
    super("another node leads");
  }
}
