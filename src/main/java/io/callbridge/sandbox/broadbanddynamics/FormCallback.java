package io.callbridge.sandbox.broadbanddynamics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Names begin with a capital; there is no {@code TimestampAsDate} (section 3.2). */
final class FormCallback {

  private FormCallback() {}

  static String write(Callback callback) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("CallSid", callback.callSid());
    fields.put("CallStatus", callback.callStatus());
    fields.put("CallDuration", callback.callDuration());
    fields.put("Timestamp", callback.timestamp());
    fields.put("CallTimestamp", callback.callTimestamp());
    fields.put("CallbackSource", Callback.CALLBACK_SOURCE);
    fields.put("SequenceNumber", callback.sequenceNumber());
    fields.put("To", callback.to());
    fields.put("IsVoceCall", "True");
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
