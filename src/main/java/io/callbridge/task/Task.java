package io.callbridge.task;

import java.time.Duration;
import java.time.Instant;

/**
 * One call log on its way into one CRM account.
 *
 * @param id the task's own id
 * @param call the call's id in the store
 * @param crm the CRM account's name
 * @param requestId the CRM's id of the accepted request; null until it is accepted
 * @param activityId the CRM's id of the activity; null until it is known
 * @param attempts posts so far that counted; throttled ones don't
 * @param looks answered status requests so far
 * @param failures requests in a row that failed and may heal
 * @param acceptedAt when the CRM accepted it; null until then
 * @param lookedAt when the CRM answered a look last; null if it never did
 * @param followed for how long it has been followed until then, see {@link PollPlan#followed}
 * @param leaseUntil until when the claim that produced this record holds
 */
public record Task(
    long id,
    long call,
    TaskKind kind,
    String crm,
    TaskState state,
    String requestId,
    String activityId,
    int attempts,
    int looks,
    int failures,
    Instant acceptedAt,
    Instant lookedAt,
    Duration followed,
    Instant leaseUntil) {}
