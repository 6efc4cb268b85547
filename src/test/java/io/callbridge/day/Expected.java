package io.callbridge.day;

import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must become of a call.
 *
 * @param rule that excludes it; null if it is to be posted
 * @param fields of the call log, without its session id
 */
public record Expected(String rule, Map<String, String> fields) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  public static Expected excluded(String rule) {
    return new Expected(rule, Map.of());
  }

  public static Expected callLog(
      TrueCall call,
      String agent,
      Instant start,
      Instant end,
      int seconds,
      Outcome outcome,
      String recording) {
    if (call.direction() == Direction.INTERNAL) {
      return excluded("internal");
    }
    if (call.lead() == null) {
      return excluded("no-lead-number");
    }
    var fields = new TreeMap<String, String>();
    fields.put("SourceNumber", digits(call.isInbound() ? call.lead() : agent));
    fields.put("DestinationNumber", digits(call.isInbound() ? agent : call.lead()));
    fields.put("DisplayNumber", digits(call.display()));
    fields.put("StartTime", TIME.format(start));
    fields.put("EndTime", TIME.format(end.isBefore(start) ? start : end));
    fields.put("CallDuration", String.valueOf(seconds));
    fields.put("Status", status(outcome, call.isInbound()));
    fields.put("Direction", call.isInbound() ? "Inbound" : "Outbound");
    if (recording != null) {
      fields.put("ResourceURL", recording);
    }
    return new Expected(null, fields);
  }

  /** The detailed words, so that all outcomes can be told apart. */
  private static String status(Outcome outcome, boolean inbound) {
    return switch (outcome) {
      case ANSWERED -> "Answered";
      case NO_ANSWER -> inbound ? "Missed" : "No Answer";
      case BUSY -> "Busy";
      case REJECTED -> "Declined";
      case CANCELLED -> "Cancelled";
      case VOICEMAIL -> inbound ? "Missed" : "NotAnswered";
      default -> "NotAnswered";
    };
  }

  private static String digits(String number) {
    return number.replace("+", "");
  }
}
