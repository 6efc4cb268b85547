package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/** One request at the gateway, and what became of it there. */
record Arrival(
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
    Operation operation,
    Verdict verdict) {}
