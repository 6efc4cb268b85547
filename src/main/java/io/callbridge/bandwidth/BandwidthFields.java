package io.callbridge.bandwidth;

import io.callbridge.call.Direction;
import io.callbridge.call.PhoneNumber;
import io.callbridge.call.Seconds;
import io.callbridge.call.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the fields of one event or row, and gathers a warning about each that isn't usable. */
final class BandwidthFields {

  private static final int LONGEST_SHOWN = 60;

  private final BandwidthSettings.Account account;
  private final Instant receivedAt;
  private final List<String> warnings = new ArrayList<>();

  BandwidthFields(BandwidthSettings.Account account, Instant receivedAt) {
    this.account = account;
    this.receivedAt = receivedAt;
  }

  List<String> warnings() {
    return warnings;
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** A moment; null if there is none to be used. Without a zone it is UTC. */
  Instant time(String field, String raw) {
    Optional<Instant> time = Timestamps.read(raw, ZoneOffset.UTC, receivedAt);
    if (time.isEmpty() && !Timestamps.isAbsent(raw)) {
      warn(field + " is not usable: " + shown(raw));
    }
    return time.orElse(null);
  }

  /** The order among observations: epoch microseconds, 0 without a moment. */
  static long sequence(Instant moment) {
    return moment == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /** Null if it says neither. */
  Direction direction(String raw) {
    if (isBlank(raw)) {
      return null;
    }
    switch (raw.strip().toLowerCase(Locale.ROOT)) {
      case "inbound":
        return Direction.INBOUND;
      case "outbound":
        return Direction.OUTBOUND;
      default:
        warn("direction is not known: " + shown(raw));
        return null;
    }
  }

  /** A party's number; null for a word such as {@code Anonymous}, and for a device's name. */
  String number(String raw) {
    return PhoneNumber.read(raw, account.plan())
        .filter(PhoneNumber::isDialable)
        .map(PhoneNumber::text)
        .orElse(null);
  }

  /** The agent's number behind a user id, an extension, a device or a number; null if none. */
  String agent(String raw) {
    if (isBlank(raw)) {
      return null;
    }
    String user = account.users().get(raw.strip());
    if (user != null) {
      return number(user);
    }
    Optional<PhoneNumber> party = PhoneNumber.read(raw, account.plan());
    user = party.map(PhoneNumber::text).map(account.users()::get).orElse(null);
    return number(user != null ? user : raw);
  }

  /** Whether a party is a person of ours: named in the settings, by number or user id. */
  boolean isAgent(String raw) {
    String agent = agent(raw);
    return agent != null
        && (!agent.equals(number(raw))
            || agent.equals(number(account.agentNumber()))
            || account.users().values().stream().anyMatch(own -> agent.equals(number(own))));
  }

  /** The agent whom the tag names; null if it names none, or somebody without a number. */
  String taggedAgent(String tag) {
    return account.tagForm() == null
        ? null
        : account.tagForm().agentIn(tag).map(this::agent).orElse(null);
  }

  /** Length of a conversation in whole seconds; null if one of its ends isn't known. */
  Integer talkSeconds(Instant answeredAt, Instant endedAt) {
    Seconds length = Seconds.between(answeredAt, endedAt);
    if (length.isDoubtful()) {
      warn("the call can't have lasted from %s to %s".formatted(answeredAt, endedAt));
    }
    return length.reading() == Seconds.Reading.ABSENT ? null : (Integer) length.value();
  }

  static boolean isBlank(String raw) {
    return raw == null || raw.isBlank();
  }

  /** The text without blanks around it; null if there is nothing else. */
  static String text(String raw) {
    return isBlank(raw) ? null : raw.strip();
  }

  static String shown(String raw) {
    return raw == null
        ? "none"
        : raw.length() > LONGEST_SHOWN ? raw.substring(0, LONGEST_SHOWN) + "…" : raw;
  }
}
