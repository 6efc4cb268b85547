package io.callbridge.call;

/** The request names an account that isn't configured. */
public class UnknownAccountException extends RuntimeException {

  public UnknownAccountException(String message) {
    super(message);
  }
}
