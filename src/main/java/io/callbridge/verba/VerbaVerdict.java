package io.callbridge.verba;

/** What an answer of the recorder means (contracts/verba.md, section 4.2). */
enum VerbaVerdict {
  /** Code 0, or a link as plain text. */
  OK,
  /** Not there, or not yet; also every error that nobody knows. */
  NOT_FOUND,
  /** More than one recording fits. */
  SEVERAL,
  /** Token, key or permission. */
  LOGIN,
  /** A page for people to log in: the session is gone, or the recorder is starting. */
  LOGIN_PAGE,
  /** There is no such address, so no API, or not this action. */
  NO_SUCH_ADDRESS,
  /** No answer, or one that tells nothing; it may heal by itself. */
  DOWN,
  /** Not asked: it refused us too often. */
  PAUSED
}
