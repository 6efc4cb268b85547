package io.callbridge.day;

import java.time.Instant;

/**
 * A webhook as its provider sends it.
 *
 * @param source what it is, unique within the call
 * @param statedAt by the provider's clock
 * @param address the delivery's id or the end of the path, whichever its provider has
 */
public record Webhook(
    TrueCall call, String source, Instant statedAt, String json, String address) {}
