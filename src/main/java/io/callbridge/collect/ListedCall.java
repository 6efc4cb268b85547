package io.callbridge.collect;

import java.time.Instant;

/**
 * A parent call as its provider's own records list it, whatever we make of it.
 *
 * @param endedAt as stated
 */
public record ListedCall(String callId, Instant endedAt) {}
