package io.callbridge.vonage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A finished call in the Reports API, each field as the text that came (contracts/vonage.md,
 * section 6). Null where it is absent, null or not a plain value.
 *
 * @param length in seconds
 * @param start local in the zone of the reports, as {@link #end}
 */
@JsonNaming(SnakeCaseStrategy.class)
record VonageReportRow(
    String id,
    String inNetwork,
    String international,
    String recorded,
    String from,
    String to,
    String direction,
    String length,
    String start,
    String end,
    String charge,
    String rate,
    String result,
    String sourceDeviceName,
    String sourceUser,
    String sourceUserFullName,
    String sourceSipId,
    String sourceExtension,
    String destinationDeviceName,
    String destinationUser,
    String destinationUserFullName,
    String destinationSipId,
    String destinationExtension,
    String customTag) {

  boolean isInternal() {
    return "true".equalsIgnoreCase(inNetwork)
        && isFilled(sourceExtension)
        && isFilled(destinationExtension);
  }

  boolean isRecorded() {
    return "true".equalsIgnoreCase(recorded);
  }

  private static boolean isFilled(String value) {
    return value != null && !value.isBlank();
  }
}
