package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A phone-call activity on a lead: what the CRM holds in the end.
 *
 * @param leadNumber as posted
 * @param event 21 inbound, 22 outbound (section 7.4)
 * @param status as posted
 * @param start as posted
 * @param durationSeconds as posted, or as updated later
 * @param recordingUrl as posted, or as updated later; null if there is none
 * @param displayNumber empty if none was posted
 * @param callerSource empty if none was posted
 * @param body the post that led to it, to the letter
 */
record Activity(
    UUID activityId,
    UUID leadId,
    String leadNumber,
    int event,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
    String callSessionId,
    String status,
    @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "uuuu-MM-dd HH:mm:ss")
        LocalDateTime start,
    int durationSeconds,
    String recordingUrl,
    String displayNumber,
    String callerSource,
    String connectorId,
    @JsonRawValue String body) {

  static Activity of(Task task) {
    CallLog call = task.callLog();
    return new Activity(
        task.activityId(),
        Lead.idOf(call.leadNumber()),
        call.leadNumber(),
        call.direction().activityEvent(),
        task.endsAt(),
        call.callSessionId(),
        call.status(),
        call.start(),
        call.durationSeconds(),
        call.resourceUrl(),
        call.displayNumber() == null ? "" : call.displayNumber(),
        call.callerSource() == null ? "" : call.callerSource(),
        task.connectorId(),
        call.body());
  }

  /**
   * The activity after an update (section 7.2).
   *
   * @param newRecordingUrl null: stays
   * @param newDurationSeconds null: stays
   */
  Activity updated(String newRecordingUrl, Integer newDurationSeconds) {
    return new Activity(
        activityId,
        leadId,
        leadNumber,
        event,
        createdAt,
        callSessionId,
        status,
        start,
        newDurationSeconds == null ? durationSeconds : newDurationSeconds,
        newRecordingUrl == null ? recordingUrl : newRecordingUrl,
        displayNumber,
        callerSource,
        connectorId,
        body);
  }

  /** {@code CreatedOn}: UTC, whole seconds. */
  LocalDateTime createdOn() {
    return LocalDateTime.ofInstant(createdAt, ZoneOffset.UTC).withNano(0);
  }
}
