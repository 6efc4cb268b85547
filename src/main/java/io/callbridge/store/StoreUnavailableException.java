package io.callbridge.store;

/**
 * The store can't take a change now: nothing of it was kept. The sender may try again.
 *
 * <p>What failed below is kept as suppressed and not as the cause, on purpose. Routes look through
 * causes to tell that a CRM was not reached, and post again then; a database that was not reached
 * looks just the same.
 */
public class StoreUnavailableException extends RuntimeException {

  public StoreUnavailableException(String message, Throwable cause) {
    super(message);
    if (cause != null) {
      addSuppressed(cause);
    }
  }
}
