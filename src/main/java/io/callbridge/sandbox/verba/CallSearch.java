package io.callbridge.sandbox.verba;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SearchCalls (section 6). */
final class CallSearch {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss[.SSS]]", Locale.ROOT);

  private final Recordings recordings;

  CallSearch(Recordings recordings) {
    this.recordings = recordings;
  }

  /**
   * @param zone of the times in request and answer
   * @return the payload
   * @throws ErrorAnswer if a time is missing or unreadable
   */
  String find(Parameters request, ZoneId zone) {
    Instant from = time(request.need("start"), zone);
    Instant to = time(request.need("end"), zone);
    List<String> numbers = request.all("anynum");
    Predicate<Recording> wanted =
        each ->
            !each.start().isBefore(from)
                && !each.start().isAfter(to)
                && (numbers.isEmpty() || numbers.stream().anyMatch(each::hasParty))
                && (!each.secondary() || isOn(request.get("secondary")));
    boolean ongoing = request.get("status").equals("ongoing");
    Stream<Recording> found =
        (ongoing ? recordings.ongoing(wanted) : recordings.finished(wanted))
            .stream().sorted(Comparator.comparing(Recording::start));
    boolean full = isOn(request.get("returnMetadata"));
    return found
        .map(
            each ->
                full
                    ? Xml.call(each, !ongoing, zone)
                    : "<verbacdr>" + Xml.element("ccdr_id", each.id()) + "</verbacdr>")
        .collect(Collectors.joining("\n", "<verbacdrlist>", "</verbacdrlist>"));
  }

  private static boolean isOn(String flag) {
    return flag.equals("1") || flag.equalsIgnoreCase("true");
  }

  private static Instant time(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text, TIME).atZone(zone).toInstant();
    } catch (DateTimeException unreadable) {
      throw ErrorAnswer.badRequest("the time " + text + " is not readable");
    }
  }
}
