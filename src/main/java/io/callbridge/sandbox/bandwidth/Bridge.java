package io.callbridge.sandbox.bandwidth;

/** Whoever receives the events. */
interface Bridge {

  /**
   * Delivers an event; a second time only if there was no connection (section 5.1).
   *
   * @return {@link Reply#NONE} if there was no answer
   */
  Reply deliver(Webhook webhook);
}
