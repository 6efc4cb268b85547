package io.callbridge.sandbox.broadbanddynamics;

/** Whoever receives the callbacks. */
interface Bridge {

  /**
   * Delivers once; there is no second try (section 3.6).
   *
   * @param body written in {@code call.form()}
   * @return the HTTP status; 0 if there was no answer
   */
  int deliver(CallScript call, String body);
}
