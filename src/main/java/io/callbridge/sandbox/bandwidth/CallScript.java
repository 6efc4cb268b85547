package io.callbridge.sandbox.bandwidth;

import java.util.List;

/**
 * The truth about one call, fixed before its first event is sent, unless somebody steers it.
 *
 * @param story null: it was made by request
 * @param legs the A-leg first
 * @param tag null: none
 * @param recording null: none
 * @param webhooks what there is to report
 * @param expected what the CRM should hold; null: nothing, or not known
 */
record CallScript(
    Story story,
    List<CallLeg> legs,
    String tag,
    CallRecording recording,
    List<Webhook> webhooks,
    ExpectedCallLog expected) {

  CallLeg parent() {
    return legs.get(0);
  }
}
