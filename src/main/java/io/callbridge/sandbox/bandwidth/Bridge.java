package io.callbridge.sandbox.bandwidth;

/** Whoever receives the events. */
interface Bridge {

  /**
   * Delivers an event; a second time only if there was no connection (section 5.1).
   *
   * @return the HTTP status; 0 if there was no answer
   */
  int deliver(Webhook webhook);
}
