package io.callbridge.kit.check;

/**
 * Something wrong, in words for the author of the file.
 *
 * @param line of the file, from 1
 */
public record Finding(int line, String words) {}
