package io.callbridge.day;

import io.callbridge.call.CallEvent;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.day.TrueCall.Ring;
import io.callbridge.vonage.TestVonage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vonage: a webhook for each user that a call rang at, and reports that show up late. */
public final class VonageLine implements Line {

  public static final String AFTER_CDR = "1234";
  public static final String PLAIN = "1235";

  /** An extension that no account knows. */
  public static final String STRANGER = "109";

  /** Stands in for somebody whom the webhook doesn't name. */
  public static final String AGENT = "+12025550170";

  private static final int PAGE = 20;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Pattern ENDS = Pattern.compile("end:gte=([^&]+)&end:lte=([^&]+)");

  private final TestVonage provider;
  private final Map<String, List<Row>> rows = new HashMap<>();

  private record Row(TrueCall call, Instant shownAt) {}

  public VonageLine(TestVonage provider) {
    this.provider = provider;
  }

  /** Has the reports show the call so long after its end. */
  public void list(TrueCall call, Duration lateness) {
    rows.computeIfAbsent(call.account(), account -> new ArrayList<>())
        .add(new Row(call, call.endedAt().plus(lateness)));
  }

  /** The agent's number by extension; users are named {@code u} and the extension. */
  public static String number(String extension) {
    return extension.equals(STRANGER) ? null : "+12025550" + extension;
  }

  @Override
  public List<Webhook> webhooks(TrueCall call) {
    List<Webhook> sent = new ArrayList<>();
    Ring last = call.lastRing();
    sent.add(webhook(call, last, "RINGING", call.createdAt(), null, null));
    if (call.outcome() == Outcome.ANSWERED) {
      sent.add(webhook(call, last, "ACTIVE", call.answeredAt(), call.answeredAt(), null));
    }
    for (Ring ring : call.rings()) {
      boolean answered = ring.answeredAt() != null && call.outcome() == Outcome.ANSWERED;
      sent.add(
          webhook(
              call,
              ring,
              state(call, ring),
              ring.endedAt(),
              answered ? ring.answeredAt() : null,
              ring.endedAt()));
    }
    return sent;
  }

  private static String state(TrueCall call, Ring ring) {
    if (call.outcome() == Outcome.ANSWERED && ring.answeredAt() != null) {
      return "ANSWERED";
    }
    return switch (call.outcome()) {
      case REJECTED -> "REJECTED";
      case CANCELLED -> "CANCELLED";
      default -> "MISSED";
    };
  }

  private static Webhook webhook(
      TrueCall call, Ring ring, String state, Instant at, Instant answeredAt, Instant endedAt) {
    boolean isInternal = call.direction() == Direction.INTERNAL;
    long duration =
        answeredAt == null || endedAt == null
            ? 0
            : Duration.between(answeredAt, endedAt).toMillis();
    String json =
        """
        {"event": {"accountId": "-1", "id": "vis-%s", "externalId": "%s", "type": "CALL",
         "direction": "%s", "state": "%s", "phoneNumber": "%s", "userId": "u%s",
         "internal": %s, "duration": %d, "startTime": "%s"%s%s}}"""
            .formatted(
                call.otherId(),
                call.otherId(),
                isInternal ? "INBOUND" : call.direction(),
                state,
                call.lead() == null ? "Anonymous" : call.lead(),
                ring.agent(),
                isInternal,
                duration,
                ISO.format(call.createdAt()),
                answeredAt == null ? "" : ", \"answerTime\": \"" + ISO.format(answeredAt) + "\"",
                endedAt == null ? "" : ", \"endTime\": \"" + ISO.format(endedAt) + "\"");
    String source = state + ":" + ring.agent();
    return new Webhook(call, source, at, json, call.otherId() + "/" + source);
  }

  @Override
  public CallEvent toCallEvent(Webhook webhook) {
    return provider.toCallEvent(webhook.json(), webhook.address(), webhook.call().account());
  }

  /**
   * Answers the question for a page.
   *
   * @param seen is told each call that the page shows
   */
  public String page(
      String account, String query, int page, Instant now, BiConsumer<TrueCall, String> seen) {
    Matcher ends = ENDS.matcher(URLDecoder.decode(query, StandardCharsets.UTF_8));
    if (!ends.find()) {
      throw new IllegalArgumentException("no window: " + query);
    }
    Instant from = time(ends.group(1));
    Instant to = time(ends.group(2)).plusSeconds(1);
    List<Row> found =
        rows.getOrDefault(account, List.of()).stream()
            .filter(row -> !row.shownAt().isAfter(now))
            .filter(
                row -> !row.call().endedAt().isBefore(from) && row.call().endedAt().isBefore(to))
            .sorted(Comparator.comparing(row -> row.call().endedAt()))
            .toList();
    List<Row> shown = found.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
    shown.forEach(row -> seen.accept(row.call(), "row"));
    boolean more = page * PAGE < found.size();
    return """
        {"page_size": %d, "page": %d, "total_pages": %d, "total_items": %d,
         "_links": {"first": {"href": "?page=1"}%s}, "_embedded": {"call_logs": %s}}"""
        .formatted(
            PAGE,
            page,
            (found.size() + PAGE - 1) / PAGE,
            found.size(),
            more ? ", \"next\": {\"href\": \"?page=" + (page + 1) + "\"}" : "",
            shown.stream().map(row -> json(row.call())).toList());
  }

  private static Instant time(String local) {
    return LocalDateTime.parse(local.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static String json(TrueCall call) {
    boolean isInternal = call.direction() == Direction.INTERNAL;
    boolean inbound = call.direction() != Direction.OUTBOUND;
    String extension = call.lastRing().agent();
    String lead = call.lead() == null ? "Anonymous" : call.lead().replace("+", "");
    String ours = isInternal ? extension : call.display().replace("+", "");
    return """
        {"id": "%s", "in_network": %s, "from": "%s", "to": "%s", "direction": "%s",
         "length": %d, "start": "%s", "end": "%s", "result": "%s", "recorded": %s,
         "source_extension": %s, "destination_extension": %s}"""
        .formatted(
            call.id(),
            isInternal,
            inbound ? lead : ours,
            inbound ? ours : lead,
            inbound ? "Inbound" : "Outbound",
            call.talkSeconds(),
            LOCAL.format(call.createdAt()),
            LOCAL.format(call.endedAt()),
            result(call.outcome()),
            call.recorded(),
            isInternal ? lead : inbound ? "null" : extension,
            inbound ? extension : "null");
  }

  private static String result(Outcome outcome) {
    return switch (outcome) {
      case ANSWERED -> "Answered";
      case VOICEMAIL -> "Voicemail";
      case BUSY -> "Busy";
      case REJECTED -> "Rejected";
      case CANCELLED -> "Cancelled";
      default -> "Missed";
    };
  }

  @Override
  public Optional<Expected> expected(TrueCall call, Set<String> sources) {
    if (sources.contains("row")) {
      return Optional.of(reported(call, sources));
    }
    Ring told =
        call.rings().stream()
            .filter(ring -> sources.contains(state(call, ring) + ":" + ring.agent()))
            .reduce((one, later) -> later.answeredAt() != null ? later : one)
            .orElse(null);
    if (told == null) {
      return Optional.empty();
    }
    boolean answered = state(call, told).equals("ANSWERED");
    boolean active = sources.contains("ACTIVE:" + call.lastRing().agent());
    String agent = number(told.agent());
    Instant start = answered || active ? call.answeredAt() : call.createdAt();
    Outcome outcome =
        switch (state(call, told)) {
          case "ANSWERED" -> Outcome.ANSWERED;
          case "REJECTED" -> Outcome.REJECTED;
          case "CANCELLED" -> Outcome.CANCELLED;
          default -> Outcome.NO_ANSWER;
        };
    return Optional.of(
        Expected.callLog(
            call,
            agent == null ? AGENT : agent,
            start,
            told.endedAt(),
            answered ? call.talkSeconds() : 0,
            outcome,
            sources.contains("recorder") ? RecorderLine.link(call) : null));
  }

  private static Expected reported(TrueCall call, Set<String> sources) {
    String extension = call.lastRing().agent();
    String agent = number(extension);
    boolean talked = call.outcome() == Outcome.ANSWERED || call.outcome() == Outcome.VOICEMAIL;
    return Expected.callLog(
        call,
        agent == null ? extension : agent,
        call.outcome() == Outcome.ANSWERED
            ? call.endedAt().minusSeconds(call.talkSeconds())
            : call.createdAt(),
        call.endedAt(),
        talked ? call.talkSeconds() : 0,
        call.outcome(),
        recording(call, sources));
  }

  private static String recording(TrueCall call, Set<String> sources) {
    if (call.account().equals(PLAIN)) {
      return sources.contains("recorder") ? RecorderLine.link(call) : null;
    }
    return call.recorded() && RecorderLine.isTalk(call.outcome())
        ? "https://listen.example/" + call.id()
        : null;
  }
}
