package io.callbridge.verba;

/**
 * A look-up that somebody asked for.
 *
 * @param wanted {@code JSON}, or one of the recorder's own forms {@code XML}, {@code TEXT}, {@code
 *     HTML}
 */
record VerbaCallUrlQuery(VerbaRecorder recorder, VerbaQuestion question, String wanted) {}
