package io.callbridge.sandbox.bandwidth;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/**
 * What a list is asked for (section 3.4); both bounds are inclusive.
 *
 * @param to null: any
 * @param from null: any
 * @param minStartTime null: any
 * @param maxStartTime null: any
 * @param disconnectCause null: any
 * @param pageSize rows on a page, 1 to 10000
 * @param after how many rows come before this page
 */
record CallQuery(
    String to,
    String from,
    Instant minStartTime,
    Instant maxStartTime,
    String disconnectCause,
    int pageSize,
    Position after) {

  /**
   * The last row of a page; the next one begins behind it, whatever has come or gone since.
   *
   * @param createdAt epoch milliseconds
   * @param row how many rows there were up to it
   */
  record Position(long createdAt, String callId, int row) {

    static final Position BEGINNING = new Position(Long.MIN_VALUE, "", 0);

    /** Opaque for the client. */
    String token() {
      String text = createdAt + "/" + callId + "/" + row;
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Position read(String token) {
      try {
        String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        String[] parts = text.split("/", 3);
        return new Position(Long.parseLong(parts[0]), parts[1], Integer.parseInt(parts[2]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
        throw new RefusedException(ApiError.invalid("Invalid pageToken"));
      }
    }

    boolean isBefore(CallLeg leg) {
      long created = leg.createdAt().toEpochMilli();
      return created > createdAt || created == createdAt && leg.callId().compareTo(callId) > 0;
    }
  }

  static CallQuery of(Map<String, String> parameters) {
    return new CallQuery(
        parameters.get("to"),
        parameters.get("from"),
        time("minStartTime", parameters),
        time("maxStartTime", parameters),
        parameters.get("disconnectCause"),
        pageSize(parameters.get("pageSize")),
        parameters.containsKey("pageToken")
            ? Position.read(parameters.get("pageToken"))
            : Position.BEGINNING);
  }

  boolean wants(CallLeg leg, Instant now) {
    boolean started = !leg.startTime().isAfter(now);
    return (to == null || to.equals(leg.to()))
        && (from == null || from.equals(leg.from()))
        && (minStartTime == null || started && !leg.startTime().isBefore(minStartTime))
        && (maxStartTime == null || started && !leg.startTime().isAfter(maxStartTime))
        && (disconnectCause == null
            || !leg.endTime().isAfter(now) && disconnectCause.equals(leg.cause()));
  }

  private static int pageSize(String text) {
    try {
      int size = text == null ? 1000 : Integer.parseInt(text);
      if (size >= 1 && size <= 10000) {
        return size;
      }
    } catch (NumberFormatException noNumber) {
      // the refusal below says it
    }
    throw new RefusedException(ApiError.invalid("Invalid pageSize: must be between 1 and 10000"));
  }

  private static Instant time(String name, Map<String, String> parameters) {
    String text = parameters.get(name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException noOffset) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException noTime) {
        throw new RefusedException(
            ApiError.invalid("Invalid " + name + ": must be an ISO 8601 date and time"));
      }
    }
  }
}
