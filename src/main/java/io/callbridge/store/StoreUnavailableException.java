package io.callbridge.store;

/** The store can't take a change now: nothing of it was kept. The sender may try again. */
public class StoreUnavailableException extends RuntimeException {

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
