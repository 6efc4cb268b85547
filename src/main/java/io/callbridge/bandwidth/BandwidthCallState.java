package io.callbridge.bandwidth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * The state of a call, or of one leg of it, as the call list and a single look-up show it, each
 * field as the text that came (contracts/bandwidth.md, section 3.3). Null where it is absent, null
 * or not a plain value; what Callbridge doesn't read isn't here.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BandwidthCallState(
    @JsonDeserialize(using = PlainText.class) String accountId,
    @JsonDeserialize(using = PlainText.class) String callId,
    @JsonDeserialize(using = PlainText.class) String parentCallId,
    @JsonDeserialize(using = PlainText.class) String direction,
    @JsonDeserialize(using = PlainText.class) String from,
    @JsonDeserialize(using = PlainText.class) String to,
    @JsonDeserialize(using = PlainText.class) String state,
    @JsonDeserialize(using = PlainText.class) String enqueuedTime,
    @JsonDeserialize(using = PlainText.class) String startTime,
    @JsonDeserialize(using = PlainText.class) String answerTime,
    @JsonDeserialize(using = PlainText.class) String endTime,
    @JsonDeserialize(using = PlainText.class) String disconnectCause,
    @JsonDeserialize(using = PlainText.class) String errorMessage,
    @JsonDeserialize(using = PlainText.class) String errorId,
    @JsonDeserialize(using = PlainText.class) String lastUpdate) {}
