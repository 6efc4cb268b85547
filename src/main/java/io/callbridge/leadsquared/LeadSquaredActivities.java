package io.callbridge.leadsquared;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.call.Call;
import io.callbridge.call.Direction;
import io.callbridge.call.Timestamps;
import io.callbridge.leadsquared.LeadSquaredSettings.Account;
import io.callbridge.leadsquared.LeadSquaredSettings.StartFrom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/**
 * Finding the activity that a call log has led to (contracts/leadsquared.md, sections 7.3 and 7.4).
 * The CRM keeps no id of ours with it, so it is known by lead, direction, start and display number.
 */
@Component
class LeadSquaredActivities {

  /** So that a page fits into what is read of an answer. */
  private static final int PAGE_SIZE = 100;

  /** How far the CRM's clock, and what it takes for the time of an activity, may be from ours. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Duration STARTS_APART = Duration.ofSeconds(2);
  private static final int LEAST_DIGITS = 10;
  private static final String EARLIEST_FIRST = "0";

  private static final DateTimeFormatter STORED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]");

  private final LeadSquaredAccounts accounts;
  private final InstantSource clock;

  LeadSquaredActivities(LeadSquaredAccounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The query for the lead of a call. */
  public String toLeadQuery(Call posted) {
    return "phone=" + digits(posted.leadNumber());
  }

  /**
   * The body that asks for the activities from a call's beginning until now.
   *
   * @param page from 1
   */
  public Map<String, Object> toActivityQuery(Call posted, int page) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("FromDate", utc(posted.start().minus(TOLERANCE)));
    parameter.put("ToDate", utc(clock.instant().plus(TOLERANCE)));
    parameter.put("ActivityEvent", posted.direction() == Direction.INBOUND ? 21 : 22);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Parameter", parameter);
    body.put("Paging", Map.of("PageIndex", page, "PageSize", PAGE_SIZE));
    body.put("Sorting", Map.of("ColumnName", "CreatedOn", "Direction", EARLIEST_FIRST));
    return body;
  }

  /**
   * The ids of the activities that may be a call's, the nearest start first.
   *
   * @param leads the ids of those that have the call's number
   */
  public List<String> fitting(
      LeadSquaredAnswer answer, Call posted, String crm, List<String> leads) {
    Account account = accounts.find(crm);
    Instant start = account.startFrom() == StartFrom.CREATED ? posted.created() : posted.start();
    return StreamSupport.stream(answer.activities().spliterator(), false)
        .filter(activity -> isOf(leads, activity))
        .filter(activity -> isSameNumber(posted.displayNumber(), activity))
        .flatMap(activity -> near(activity, start, account.zone()).stream())
        .sorted(Comparator.comparing(Near::apart))
        .map(Near::id)
        .toList();
  }

  /** Whether no page comes after this one. */
  public boolean isLastPage(LeadSquaredAnswer answer, int page) {
    int count = answer.activities().size();
    int all = answer.activityCount().orElse(count < PAGE_SIZE ? 0 : Integer.MAX_VALUE);
    return count == 0 || (long) page * PAGE_SIZE >= all;
  }

  private record Near(String id, Duration apart) {}

  private static Optional<Near> near(JsonNode activity, Instant start, ZoneId zone) {
    String id = Json.text(activity, "ProspectActivityId");
    String stored = Json.text(activity, "mx_Custom_2");
    // Some connectors keep the time as it was written, others make UTC of it.
    return Stream.of(ZoneOffset.UTC, zone)
        .flatMap(each -> time(stored, each).stream())
        .map(time -> Duration.between(start, time).abs())
        .min(Comparator.naturalOrder())
        .filter(apart -> !id.isEmpty() && apart.compareTo(STARTS_APART) <= 0)
        .map(apart -> new Near(id, apart));
  }

  private static Optional<Instant> time(String stored, ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(stored, STORED).atZone(zone).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isOf(List<String> leads, JsonNode activity) {
    String lead = Json.text(activity, "RelatedProspectId");
    return leads.stream().anyMatch(lead::equalsIgnoreCase);
  }

  /** A call without a display number fits any. */
  private static boolean isSameNumber(String display, JsonNode activity) {
    String ours = digits(display == null ? "" : display);
    String theirs = digits(Json.text(activity, "mx_Custom_1"));
    boolean longEnough = Math.min(ours.length(), theirs.length()) >= LEAST_DIGITS;
    return ours.isEmpty()
        || ours.equals(theirs)
        || (longEnough && (ours.endsWith(theirs) || theirs.endsWith(ours)));
  }

  private static String utc(Instant instant) {
    return Timestamps.write(instant, ZoneOffset.UTC);
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }
}
