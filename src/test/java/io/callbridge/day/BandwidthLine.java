package io.callbridge.day;

import io.callbridge.bandwidth.BandwidthList;
import io.callbridge.bandwidth.TestBandwidth;
import io.callbridge.call.CallEvent;
import io.callbridge.call.Outcome;
import io.callbridge.day.TrueCall.Ring;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Bandwidth: events of the A-leg and of the legs of transfers, and a list of all of them. */
public final class BandwidthLine implements Line {

  /** Of the account {@link #PLAIN}; the other has none, so that its display number stands in. */
  public static final String AGENT = "+12025550160";

  public static final String AFTER_CDR = "9900000";
  public static final String PLAIN = "9900001";
  private static final int PAGE = 100;
  private static final Set<String> FINAL = Set.of("disconnect", "row", "state");

  private final TestBandwidth provider;
  private final Map<String, List<Row>> rows = new HashMap<>();

  /** A leg in the list; it is shown late by as much as its call. */
  private record Row(TrueCall call, Ring ring, Instant startedAt, Duration lag) {}

  public BandwidthLine(TestBandwidth provider) {
    this.provider = provider;
  }

  /** Has the list show the call so much later than it is. */
  public void list(TrueCall call, Duration lag) {
    List<Row> list = rows.computeIfAbsent(call.account(), account -> new ArrayList<>());
    list.add(new Row(call, null, call.createdAt(), lag));
    legs(call).forEach(ring -> list.add(new Row(call, ring, ring.rungAt(), lag)));
  }

  /** An outbound call has no leg of ours. */
  private static List<Ring> legs(TrueCall call) {
    return call.isInbound() ? call.rings() : List.of();
  }

  @Override
  public List<Webhook> webhooks(TrueCall call) {
    List<Webhook> sent = new ArrayList<>();
    if (call.isInbound()) {
      sent.add(ofCall(call, "initiate", call.createdAt(), ""));
    } else if (call.answeredAt() != null) {
      sent.add(ofCall(call, "answer", call.answeredAt(), answerTime(call.answeredAt())));
    }
    for (Ring ring : legs(call)) {
      if (ring.answeredAt() != null) {
        sent.add(ofLeg(call, ring, "transferAnswer", ring.answeredAt(), ""));
      }
      String cause = ring.answeredAt() == null ? "timeout" : "hangup";
      sent.add(
          ofLeg(call, ring, "transferDisconnect", ring.endedAt(), ended(ring.endedAt(), cause)));
    }
    sent.add(
        ofCall(
            call,
            "disconnect",
            call.endedAt(),
            answerTime(call.answeredAt()) + ended(call.endedAt(), cause(call.outcome()))));
    if (call.recorded()) {
      sent.add(recordingAvailable(call));
    }
    return sent;
  }

  private static Webhook ofCall(TrueCall call, String type, Instant at, String more) {
    String tag = call.isInbound() ? "" : ", \"tag\": \"agent=" + call.rings().get(0).agent() + "\"";
    return webhook(call, type, type, at, call.id(), parties(call) + tag + more);
  }

  private static Webhook ofLeg(TrueCall call, Ring ring, String type, Instant at, String more) {
    String parties =
        """
        , "from": "%s", "to": "%s", "direction": "outbound", "parentCallId": "%s",
         "transferTo": "%s", "startTime": "%s\""""
            .formatted(from(call), call.display(), call.id(), ring.agent(), ring.rungAt());
    return webhook(
        call,
        type + ":" + ring.legId(),
        type,
        at,
        ring.legId(),
        parties + answerTime(ring.answeredAt()) + more);
  }

  private static Webhook recordingAvailable(TrueCall call) {
    String more =
        ", \"recordingId\": \"r-1\", \"status\": \"complete\", \"mediaUrl\": \"https://media.example/1\"";
    return webhook(
        call,
        "recordingAvailable",
        "recordingAvailable",
        call.endedAt().plusSeconds(45),
        call.id(),
        parties(call) + more);
  }

  private static Webhook webhook(
      TrueCall call, String source, String type, Instant at, String callId, String more) {
    String json =
        """
        {"eventType": "%s", "eventTime": "%s", "accountId": "%s", "callId": "%s"%s}"""
            .formatted(type, at, call.account(), callId, more);
    return new Webhook(call, source, at, json, null);
  }

  private static String parties(TrueCall call) {
    return ", \"from\": \"%s\", \"to\": \"%s\", \"direction\": \"%s\", \"startTime\": \"%s\""
        .formatted(from(call), to(call), direction(call), call.createdAt());
  }

  private static String direction(TrueCall call) {
    return call.isInbound() ? "inbound" : "outbound";
  }

  private static String from(TrueCall call) {
    return !call.isInbound() ? call.display() : call.lead() == null ? "Anonymous" : call.lead();
  }

  private static String to(TrueCall call) {
    return call.isInbound() ? call.display() : call.lead();
  }

  private static String answerTime(Instant at) {
    return at == null ? "" : ", \"answerTime\": \"" + at + "\"";
  }

  private static String ended(Instant at, String cause) {
    return ", \"endTime\": \"" + at + "\", \"cause\": \"" + cause + "\"";
  }

  private static String cause(Outcome outcome) {
    return switch (outcome) {
      case BUSY -> "busy";
      case CANCELLED -> "cancel";
      case REJECTED -> "rejected";
      case NO_ANSWER -> "timeout";
      case FAILED -> "node-capacity-exceeded";
      default -> "hangup";
    };
  }

  @Override
  public CallEvent toCallEvent(Webhook webhook) {
    return provider.toCallEvent(webhook.json(), webhook.call().account());
  }

  /** A page of the list. */
  public record Page(String json, String next) {}

  /**
   * Answers the question for a page.
   *
   * @param seen is told each source that the page shows
   */
  public Page page(
      String account, BandwidthList list, Instant now, BiConsumer<TrueCall, String> seen) {
    Map<String, String> query = query(list.getQuery());
    Instant from = Instant.parse(query.get("minStartTime"));
    Instant to = Instant.parse(query.get("maxStartTime"));
    int offset = Integer.parseInt(query.getOrDefault("pageToken", "0"));
    List<Row> found =
        rows.getOrDefault(account, List.of()).stream()
            .filter(row -> !row.startedAt().isBefore(from) && !row.startedAt().isAfter(to))
            .filter(row -> !row.startedAt().plus(row.lag()).isAfter(now))
            .sorted(Comparator.comparing(Row::startedAt))
            .toList();
    List<Row> shown = found.stream().skip(offset).limit(PAGE).toList();
    shown.forEach(row -> see(row, now, seen));
    boolean more = offset + PAGE < found.size();
    return new Page(
        shown.stream().map(row -> json(row, now)).toList().toString(),
        more
            ? "?minStartTime=%s&maxStartTime=%s&pageToken=%d".formatted(from, to, offset + PAGE)
            : null);
  }

  /**
   * Answers the question for one call's state; empty if it isn't known yet.
   *
   * @param seen is told if it shows the end
   */
  Optional<String> state(TrueCall call, Instant now, BiConsumer<TrueCall, String> seen) {
    Optional<Row> known =
        rows.get(call.account()).stream()
            .filter(row -> row.call() == call && row.ring() == null)
            .filter(row -> !row.startedAt().plus(row.lag()).isAfter(now))
            .findFirst();
    known
        .filter(row -> isPast(call.endedAt(), row, now))
        .ifPresent(row -> seen.accept(call, "state"));
    return known.map(row -> json(row, now));
  }

  private static void see(Row row, Instant now, BiConsumer<TrueCall, String> seen) {
    if (row.ring() == null) {
      if (isPast(row.call().endedAt(), row, now)) {
        seen.accept(row.call(), "row");
      }
    } else if (isPast(row.ring().answeredAt(), row, now)) {
      seen.accept(row.call(), "row:" + row.ring().legId());
    }
  }

  private static boolean isPast(Instant moment, Row row, Instant now) {
    return moment != null && !moment.plus(row.lag()).isAfter(now);
  }

  private static String json(Row row, Instant now) {
    TrueCall call = row.call();
    Ring ring = row.ring();
    Instant answer = ring == null ? call.answeredAt() : ring.answeredAt();
    Instant end = ring == null ? call.endedAt() : ring.endedAt();
    boolean answered = isPast(answer, row, now);
    boolean ended = isPast(end, row, now);
    String cause = ring == null ? cause(call.outcome()) : answer == null ? "timeout" : "hangup";
    return """
        {"accountId": "%s", "callId": "%s", "parentCallId": %s, "from": "%s", "to": "%s",
         "direction": "%s", "state": "%s", "startTime": "%s", "answerTime": %s, "endTime": %s,
         "disconnectCause": %s, "lastUpdate": "%s"}"""
        .formatted(
            call.account(),
            ring == null ? call.id() : ring.legId(),
            ring == null ? "null" : quoted(call.id()),
            ring == null ? from(call) : call.display(),
            ring == null ? to(call) : ring.agent(),
            ring == null ? direction(call) : "outbound",
            ended ? "disconnected" : answered ? "answered" : "initiated",
            row.startedAt(),
            answered ? quoted(answer) : "null",
            ended ? quoted(end) : "null",
            ended ? quoted(cause) : "null",
            ended ? end : answered ? answer : row.startedAt());
  }

  private static String quoted(Object value) {
    return "\"" + value + "\"";
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String parameter : raw.split("&")) {
      String[] parts = parameter.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public Optional<Expected> expected(TrueCall call, Set<String> sources) {
    if (Collections.disjoint(sources, FINAL)) {
      return Optional.empty();
    }
    List<Ring> answered =
        legs(call).stream()
            .filter(ring -> ring.answeredAt() != null && isKnown(ring, sources))
            .toList();
    Instant answeredAt = call.answeredAt();
    Outcome outcome = call.outcome();
    if (call.account().equals(PLAIN) && call.isInbound() && outcome == Outcome.ANSWERED) {
      answeredAt = answered.isEmpty() ? null : answered.get(0).answeredAt();
      outcome = answered.isEmpty() ? Outcome.NO_ANSWER : outcome;
    }
    return Optional.of(
        Expected.callLog(
            call,
            agent(call, answered, sources),
            answeredAt != null ? answeredAt : call.createdAt(),
            call.endedAt(),
            answeredAt == null ? 0 : (int) Duration.between(answeredAt, call.endedAt()).toSeconds(),
            outcome,
            recording(call, sources)));
  }

  private static String recording(TrueCall call, Set<String> sources) {
    if (call.account().equals(PLAIN)) {
      return sources.contains("recorder") ? RecorderLine.link(call) : null;
    }
    return sources.contains("recordingAvailable")
        ? "https://listen.example/%s/%s/r-1".formatted(call.account(), call.id())
        : null;
  }

  private static boolean isKnown(Ring ring, Set<String> sources) {
    return sources.contains("transferAnswer:" + ring.legId())
        || sources.contains("transferDisconnect:" + ring.legId())
        || sources.contains("row:" + ring.legId());
  }

  private static String agent(TrueCall call, List<Ring> answered, Set<String> sources) {
    if (!answered.isEmpty()) {
      return answered.get(answered.size() - 1).agent();
    }
    boolean tagged =
        !call.isInbound() && (sources.contains("answer") || sources.contains("disconnect"));
    return tagged
        ? call.rings().get(0).agent()
        : call.account().equals(PLAIN) ? AGENT : call.display();
  }
}
