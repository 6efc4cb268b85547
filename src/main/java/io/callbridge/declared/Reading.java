package io.callbridge.declared;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.PhoneNumber;
import io.callbridge.call.Seconds;
import io.callbridge.call.UnreadableEventException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reading of one body by a table, with the warnings it gathers. */
final class Reading {

  private static final int LONGEST_ID = 200;
  private static final int LONGEST_STATUS = 60;

  private final String provider;
  private final String accountName;
  private final Provider table;
  private final Account account;
  private final Body body;
  private final Instant receivedAt;
  private final List<String> warnings = new ArrayList<>();

  Reading(
      String provider,
      String accountName,
      Provider table,
      Account account,
      Body body,
      Instant receivedAt) {
    this.provider = provider;
    this.accountName = accountName;
    this.table = table;
    this.account = account;
    this.body = body;
    this.receivedAt = receivedAt;
  }

  CallEvent event(byte[] raw) {
    CallKey call = key(table.callId()).orElseThrow(this::noId);
    String word = text(table.status().from()).map(Status::normalise).orElse("");
    if (!table.status().isKnown(word)) {
      warnings.add("status is not known: " + shown(word));
    }
    Outcome outcome = table.status().outcome(word);
    Direction direction = direction();
    Way.Parties parties = direction == null ? null : table.parties().get(direction);
    Instant statedAt = time("stated-at", table.statedAt());
    Instant answeredAt =
        orElse(
            time("answered-at", table.answeredAt()),
            table.status().isAnswer(word) ? statedAt : null);
    Instant endedAt = orElse(time("ended-at", table.endedAt()), outcome == null ? null : statedAt);
    Integer talkSeconds = outcome != null && outcome.hasTalk() ? talkSeconds() : null;
    Optional<CallKey> parent = key(table.parentCallId()).filter(id -> !id.equals(call));
    CallEvent event =
        CallEvent.about(call, EventKey.of(table.eventKey(), body, raw), receivedAt)
            .sequence(sequence())
            .status(cut(word, LONGEST_STATUS))
            .outcome(outcome)
            .direction(direction)
            .leadNumber(parties == null ? null : number(parties.lead(), false))
            .agentNumber(parties == null ? null : number(parties.agent(), true))
            .displayNumber(parties == null ? null : number(parties.display(), false))
            .statedAt(statedAt)
            .createdAt(time("created-at", table.createdAt()))
            .answeredAt(
                parent.isPresent()
                    ? orElse(answeredAt, answeredAt(endedAt, talkSeconds))
                    : answeredAt)
            .endedAt(endedAt)
            .talkSeconds(talkSeconds)
            .recordingUrl(recordingUrl())
            .warnings(warnings)
            .build();
    return parent.map(event::asLegOf).orElse(event);
  }

  /** A leg that talked was answered, whether or not anybody reported the moment. */
  private static Instant answeredAt(Instant endedAt, Integer talkSeconds) {
    return endedAt == null || talkSeconds == null ? null : endedAt.minusSeconds(talkSeconds);
  }

  private UnreadableEventException noId() {
    return new UnreadableEventException(
        "the body has no call id in " + String.join(" or ", table.callId().from()));
  }

  private Optional<CallKey> key(Field field) {
    Optional<String> id = text(field);
    if (id.filter(text -> text.length() > LONGEST_ID).isPresent()) {
      throw new UnreadableEventException(
          "a call id is longer than %d characters".formatted(LONGEST_ID));
    }
    return id.map(text -> new CallKey(provider, accountName, text));
  }

  private Direction direction() {
    Optional<String> word = table.direction().word(body);
    Optional<Direction> way = word.flatMap(table.direction()::of);
    if (word.isPresent() && way.isEmpty()) {
      warnings.add("direction is not known: " + shown(word.get()));
    }
    return way.orElse(table.direction().otherwise());
  }

  private long sequence() {
    Optional<String> raw = text(table.sequence());
    if (raw.filter(text -> !text.matches("\\d{1,18}")).isPresent()) {
      warnings.add("sequence is not usable: " + shown(raw.get()));
      return 0;
    }
    return raw.map(Long::parseLong).orElse(0L);
  }

  private Integer talkSeconds() {
    String raw = text(table.talkSeconds()).orElse(null);
    boolean millis = raw != null && "milliseconds".equals(table.talkSeconds().unit());
    Seconds duration = millis ? Seconds.readStatedMillis(raw) : Seconds.readStated(raw);
    if (duration.isDoubtful()) {
      warnings.add("talk-seconds is not usable: " + shown(raw));
    }
    return duration.reading() == Seconds.Reading.USABLE ? (Integer) duration.value() : null;
  }

  private Instant time(String name, Field field) {
    Optional<String> raw = text(field);
    Optional<Instant> time =
        raw.flatMap(text -> TimeFormat.read(text, field.format(), field.zone(), receivedAt));
    if (time.isEmpty() && raw.isPresent()) {
      warnings.add("%s is not usable: %s".formatted(name, shown(raw.get())));
    }
    return time.orElse(null);
  }

  /** An agent may be named instead, by the table of users. */
  private String number(Field field, boolean isAgent) {
    Optional<String> written = text(field);
    if (isAgent && written.map(account.users()::get).isPresent()) {
      return account.plan().normalise(account.users().get(written.get()));
    }
    return written
        .flatMap(text -> PhoneNumber.read(text, account.plan()))
        .filter(number -> isAgent || number.isDialable())
        .map(PhoneNumber::text)
        .orElse(null);
  }

  private String recordingUrl() {
    Optional<String> raw = text(table.recordingUrl());
    Optional<String> url = raw.filter(Reading::isAddress);
    if (raw.isPresent() && url.isEmpty()) {
      warnings.add("recording-url is not an absolute http or https address without a login");
    }
    return url.orElse(null);
  }

  private static boolean isAddress(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null
          && url.getUserInfo() == null
          && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  private Optional<String> text(Field field) {
    return field == null ? Optional.empty() : field.in(body);
  }

  private static Instant orElse(Instant value, Instant otherwise) {
    return value != null ? value : otherwise;
  }

  private static String shown(String raw) {
    return raw.isEmpty() ? "none" : CallKey.printable(raw, LONGEST_STATUS);
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(longest, text.length()));
  }
}
