package io.callbridge.verba;

import io.callbridge.call.Direction;
import io.callbridge.call.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code verbacdr}: one recording (contracts/verba.md, section 6).
 *
 * @param id the recorder's own id; null if it is missing
 * @param nativeId may be null
 * @param platformCallId may be null
 * @param source digits of the calling party with a {@code +} if sent so; null if that is no number
 *     of at most 15 digits
 * @param destination the same of the called party
 * @param start null if it is missing or unreadable
 * @param end null while the call goes on, or if it is missing or unreadable
 * @param direction INTERNAL or UNKNOWN: the other codes are unpublished
 * @param finished null if the recorder doesn't say
 * @param secondary a duplicate of another recording
 */
record VerbaCallInformation(
    String id,
    String nativeId,
    String platformCallId,
    String source,
    String destination,
    Instant start,
    Instant end,
    Direction direction,
    Boolean finished,
    boolean secondary) {

  private static final Pattern LEADING_INTEGER = Pattern.compile("\\s*([+-]?\\d{1,9})(?!\\d).*");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,15}");

  /**
   * @param elements of a whole answer; what stands before the first {@code verbacdr} is not looked
   *     at
   * @param zone of its times
   */
  static List<VerbaCallInformation> readAll(
      List<VerbaElement> elements, ZoneId zone, Instant receivedAt) {
    List<Map<String, String>> records = new ArrayList<>();
    for (VerbaElement element : elements) {
      if (element.isNamed("verbacdr")) {
        records.add(new HashMap<>(Map.of("@state", element.attribute("state"))));
      } else if (!records.isEmpty()) {
        records
            .get(records.size() - 1)
            .putIfAbsent(element.name().toLowerCase(Locale.ROOT), element.text());
      }
    }
    return records.stream().map(fields -> read(fields, zone, receivedAt)).toList();
  }

  private static VerbaCallInformation read(
      Map<String, String> fields, ZoneId zone, Instant receivedAt) {
    return new VerbaCallInformation(
        text(fields, "ccdr_id").or(() -> text(fields, "id")).orElse(null),
        text(fields, "native_id").orElse(null),
        text(fields, "platform_call_id").orElse(null),
        number(fields, "source_caller_id"),
        number(fields, "destination_caller_id"),
        text(fields, "start_time").flatMap(t -> Timestamps.read(t, zone, receivedAt)).orElse(null),
        text(fields, "end_time").flatMap(t -> Timestamps.read(t, zone, receivedAt)).orElse(null),
        code(fields, "direction_id").filter(code -> code == 0).isPresent()
            ? Direction.INTERNAL
            : Direction.UNKNOWN,
        text(fields, "@state").map(state -> state.equals("1")).orElse(null),
        code(fields, "secondary").filter(code -> code != 0).isPresent()
            || text(fields, "secondary").filter("true"::equalsIgnoreCase).isPresent());
  }

  private static Optional<String> text(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
  }

  /** The number before a display text such as {@code 1 (Inbound)}; empty if it is none. */
  private static Optional<Integer> code(Map<String, String> fields, String name) {
    return text(fields, name)
        .map(LEADING_INTEGER::matcher)
        .filter(Matcher::matches)
        .map(code -> Integer.parseInt(code.group(1)));
  }

  private static String number(Map<String, String> fields, String name) {
    return text(fields, name)
        .map(raw -> raw.replaceAll("[\\s().-]", ""))
        .filter(plain -> NUMBER.matcher(plain).matches())
        .orElse(null);
  }

  /** Keeps the parties' numbers out of logs. */
  @Override
  public String toString() {
    return "recording " + id;
  }
}
