package io.callbridge.steer;

/**
 * A request that got no answer.
 *
 * @param surelyNotSent whether nothing can have arrived
 * @param timedOut whether the provider took too long
 * @param words for a person
 */
public record Silence(boolean surelyNotSent, boolean timedOut, String words) {}
