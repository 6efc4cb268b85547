package io.callbridge.recording;

import io.callbridge.call.CallKey;

/**
 * A claimed look for the recording of a call.
 *
 * @param call the call's id in the store
 * @param misses looks so far that found none
 * @param troubles looks in a row at a recorder that couldn't be asked
 * @param search what is looked for
 */
public record RecordingLook(
    long call, CallKey key, int misses, int troubles, RecordingSearch search) {}
