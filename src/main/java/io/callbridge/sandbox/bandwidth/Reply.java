package io.callbridge.sandbox.bandwidth;

/**
 * What an event was answered with.
 *
 * @param status 0: there was no answer
 * @param body empty for none
 */
record Reply(int status, String body) {

  static final Reply NONE = new Reply(0, "");
}
