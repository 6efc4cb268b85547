package io.callbridge.store;

import io.callbridge.call.CallEvent;

/** Reads what stands in the store, for whoever has it from elsewhere. */
public final class Stored {

  private Stored() {}

  /**
   * @param text the column {@code event} of an event
   */
  public static CallEvent event(String text) {
    return CallJson.readEvent(text);
  }
}
