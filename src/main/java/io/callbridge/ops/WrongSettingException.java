package io.callbridge.ops;

/** A setting keeps Callbridge from starting; the message says which, and what would be right. */
public class WrongSettingException extends RuntimeException {

  public WrongSettingException(String message) {
    super(message);
  }
}
