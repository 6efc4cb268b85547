package io.callbridge.sandbox.broadbanddynamics;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Names begin with a small letter (section 3.4). */
final class JsonCallback {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonCallback() {}

  static String write(Callback callback) {
    return JSON.createObjectNode()
        .put("callSid", callback.callSid())
        .put("callStatus", callback.callStatus())
        .put("callDuration", callback.callDuration())
        .put("timestamp", callback.timestamp())
        .put("callTimestamp", callback.callTimestamp())
        .put("callbackSource", Callback.CALLBACK_SOURCE)
        .put("sequenceNumber", callback.sequenceNumber())
        .put("to", callback.to())
        .put("timestampAsDate", callback.timestampAsDate())
        .put("isVoceCall", true)
        .toString();
  }
}
