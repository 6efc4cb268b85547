package io.callbridge.sandbox.leadsquared;

import java.time.Instant;
import java.util.UUID;

/**
 * An accepted call log on its way to an activity.
 *
 * @param connectorId from the path of the post; empty if it had none
 * @param activityId the activity's id, once there is one
 * @param endsAt when the task stops being queued
 */
record Task(
    UUID requestId,
    CallLog callLog,
    String connectorId,
    UUID activityId,
    Instant acceptedAt,
    Instant endsAt,
    TaskEnd end) {

  boolean isPending(Instant now) {
    return now.isBefore(endsAt);
  }
}
