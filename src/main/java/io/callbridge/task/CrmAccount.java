package io.callbridge.task;

import java.time.Duration;
import java.util.List;

/**
 * One account at a CRM, as far as getting call logs into it is concerned.
 *
 * @param name as in the configuration
 * @param limits the account's allowed API calls
 * @param settle how long an ended call waits, from the receipt of its first final event
 * @param timeout after which a request without an answer is given up
 * @param takesUpdates whether activities can be looked for, and updated, after the post
 * @param repostsLost whether a post whose answer was lost is made once more if its activity can't
 *     be found in the end; else an operator decides
 * @param tellsQueue whether it may be asked how long its queue is
 */
public record CrmAccount(
    String name,
    List<Limit> limits,
    Duration settle,
    Duration timeout,
    boolean takesUpdates,
    boolean repostsLost,
    boolean tellsQueue) {}
