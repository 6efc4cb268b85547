package io.callbridge.kit.reload;

/** Changed routes can't be taken in; the message says why, and the old ones run. */
class RefusedRoutesException extends RuntimeException {

  RefusedRoutesException(String message) {
    super(message);
  }

  RefusedRoutesException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether it may be different later, though nobody changes anything. */
  boolean isForNow() {
    return false;
  }

  /** This was no time for it. */
  static final class NotNow extends RefusedRoutesException {

    NotNow(String message) {
      super(message);
    }

    @Override
    boolean isForNow() {
      return true;
    }
  }
}
