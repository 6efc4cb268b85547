package io.callbridge.broadbanddynamics;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * The body {@code BbdApiCallStatusRequest}, each field as the text that came
 * (contracts/broadband-dynamics.md, section 3.3). Null where it is absent, nil or not a plain
 * value.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BroadbandDynamicsCallStatus(
    @JsonProperty("CallSid") @JsonDeserialize(using = PlainText.class) String callSid,
    @JsonProperty("CallStatus") @JsonDeserialize(using = PlainText.class) String callStatus,
    @JsonProperty("CallDuration") @JsonDeserialize(using = PlainText.class) String callDuration,
    @JsonProperty("Timestamp") @JsonDeserialize(using = PlainText.class) String timestamp,
    @JsonProperty("CallTimestamp") @JsonDeserialize(using = PlainText.class) String callTimestamp,
    @JsonProperty("CallbackSource") @JsonDeserialize(using = PlainText.class) String callbackSource,
    @JsonProperty("SequenceNumber") @JsonDeserialize(using = PlainText.class) String sequenceNumber,
    @JsonProperty("To") @JsonDeserialize(using = PlainText.class) String to,
    @JsonProperty("TimestampAsDate") @JsonDeserialize(using = PlainText.class)
        String timestampAsDate,
    @JsonProperty("IsVoceCall") @JsonAlias("IsVoiceCall") @JsonDeserialize(using = PlainText.class)
        String isVoceCall,
    @JsonProperty("From") @JsonDeserialize(using = PlainText.class) String from,
    @JsonProperty("RecordingUrl") @JsonDeserialize(using = PlainText.class) String recordingUrl) {}
