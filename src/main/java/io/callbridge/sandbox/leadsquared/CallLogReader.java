package io.callbridge.sandbox.leadsquared;

import static io.callbridge.sandbox.leadsquared.ErrorAnswer.invalid;
import static io.callbridge.sandbox.leadsquared.ErrorAnswer.missing;

import io.callbridge.sandbox.leadsquared.CallLog.Direction;
import java.net.URI;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks a posted call log as section 3.1 says; the first thing wrong is the one reported. */
final class CallLogReader {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final List<String> MANDATORY =
      List.of(
          "SourceNumber",
          "DestinationNumber",
          "StartTime",
          "EndTime",
          "CallDuration",
          "Status",
          "Direction",
          "CallSessionId");

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+(-[0-9]+)*");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
  private static final int LONGEST_CALLER_SOURCE = 50;

  private CallLogReader() {}

  /**
   * Reads a body into a call log.
   *
   * @throws RefusedException 500 with the reason
   */
  static CallLog read(JsonBody body) {
    MANDATORY.forEach(field -> require(body.textOrNumber(field) != null, missing(field)));
    LocalDateTime start = time(body, "StartTime");
    LocalDateTime end = time(body, "EndTime");
    require(!end.isBefore(start), invalid("EndTime is before StartTime"));
    String callerSource = body.text("CallerSource");
    require(
        callerSource == null || callerSource.length() <= LONGEST_CALLER_SOURCE,
        invalid("CallerSource is longer than 50 characters"));
    return new CallLog(
        direction(body),
        number(body, "SourceNumber"),
        number(body, "DestinationNumber"),
        body.text("DisplayNumber") == null ? null : number(body, "DisplayNumber"),
        start,
        end,
        duration(body, "CallDuration"),
        text(body, "Status"),
        address(body, "ResourceURL"),
        text(body, "CallSessionId"),
        callerSource,
        body.text());
  }

  /** Seconds, sent as text or as a number. */
  static int duration(JsonBody body, String field) {
    String seconds = body.textOrNumber(field);
    require(
        seconds != null
            && WHOLE.matcher(seconds).matches()
            && Long.parseLong(seconds) <= Integer.MAX_VALUE,
        invalid(field + " is not a valid number of seconds"));
    return Integer.parseInt(seconds);
  }

  /** An absolute address that a browser can open; null if it was not sent. */
  static String address(JsonBody body, String field) {
    String address = body.text(field);
    require(address == null || isAbsolute(address), invalid(field + " is not an absolute address"));
    return address;
  }

  private static boolean isAbsolute(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Direction direction(JsonBody body) {
    return switch (text(body, "Direction")) {
      case "Inbound" -> Direction.INBOUND;
      case "Outbound" -> Direction.OUTBOUND;
      default -> throw RefusedException.because(invalid("Direction is not Inbound or Outbound"));
    };
  }

  private static String number(JsonBody body, String field) {
    String number = text(body, field);
    require(NUMBER.matcher(number).matches(), invalid(field + " is not a valid phone number"));
    return number;
  }

  private static LocalDateTime time(JsonBody body, String field) {
    try {
      return LocalDateTime.parse(text(body, field), TIME);
    } catch (DateTimeParseException e) {
      throw RefusedException.because(invalid(field + " is not a valid date"));
    }
  }

  private static String text(JsonBody body, String field) {
    String text = body.text(field);
    require(text != null, invalid(field + " is not a text"));
    return text;
  }

  private static void require(boolean fulfilled, ErrorAnswer otherwise) {
    if (!fulfilled) {
      throw RefusedException.because(otherwise);
    }
  }
}
