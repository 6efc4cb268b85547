package io.callbridge.bandwidth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * A call event, each field as the text that came (contracts/bandwidth.md, section 5). Null where it
 * is absent, null or not a plain value; what Callbridge doesn't read isn't here.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BandwidthEvent(
    @JsonDeserialize(using = PlainText.class) String eventType,
    @JsonDeserialize(using = PlainText.class) String eventTime,
    @JsonDeserialize(using = PlainText.class) String accountId,
    @JsonDeserialize(using = PlainText.class) String callId,
    @JsonDeserialize(using = PlainText.class) String parentCallId,
    @JsonDeserialize(using = PlainText.class) String conferenceId,
    @JsonDeserialize(using = PlainText.class) String direction,
    @JsonDeserialize(using = PlainText.class) String from,
    @JsonDeserialize(using = PlainText.class) String to,
    @JsonDeserialize(using = PlainText.class) String enqueuedTime,
    @JsonDeserialize(using = PlainText.class) String startTime,
    @JsonDeserialize(using = PlainText.class) String answerTime,
    @JsonDeserialize(using = PlainText.class) String endTime,
    @JsonDeserialize(using = PlainText.class) String cause,
    @JsonDeserialize(using = PlainText.class) String transferTo,
    @JsonDeserialize(using = PlainText.class) String recordingId,
    @JsonDeserialize(using = PlainText.class) String mediaUrl,
    @JsonDeserialize(using = PlainText.class) String status,
    @JsonDeserialize(using = PlainText.class) String digit,
    @JsonDeserialize(using = PlainText.class) String tag) {}
