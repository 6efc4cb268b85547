package io.callbridge.store;

/** The store can't be what the settings say; the message tells why, for a person. */
public class StoreSettingException extends RuntimeException {

  StoreSettingException(String message) {
    super(message);
  }
}
