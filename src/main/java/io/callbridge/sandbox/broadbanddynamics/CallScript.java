package io.callbridge.sandbox.broadbanddynamics;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The truth about one call, fixed before its first callback is sent.
 *
 * @param callId the receiver's id, in the path
 * @param callSid the provider's id: {@code BB} and 32 hexadecimal digits
 * @param to the dialled number, {@code +1202555…}: no such numbers exist
 * @param createdAt as stated in the callbacks
 * @param answeredAt as stated in the callbacks; null if nobody answered
 * @param endedAt as stated in the callbacks
 * @param durationSeconds from answer to end exactly; 0 if nobody answered
 * @param realLength from the first to the last callback, shorter than the call claims to be
 * @param form how its callbacks are written
 * @param callbacks what the provider has to say, by sequence number; the last one is final
 */
record CallScript(
    String callId,
    String callSid,
    String to,
    Ending ending,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant answeredAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant endedAt,
    int durationSeconds,
    @JsonIgnore Duration realLength,
    CallbackForm form,
    @JsonIgnore List<Callback> callbacks) {}
