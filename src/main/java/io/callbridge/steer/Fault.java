package io.callbridge.steer;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path in the request, such as {@code machineDetection.mode}
 * @param reason for a person, without the field's name
 */
public record Fault(String field, String reason) {}
