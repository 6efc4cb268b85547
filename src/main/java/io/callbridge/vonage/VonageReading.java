package io.callbridge.vonage;

import io.callbridge.call.PhoneNumber;
import io.callbridge.call.Seconds;
import io.callbridge.call.Timestamps;
import io.callbridge.vonage.VonageSettings.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The reading of one observation by the settings of its account, with the warnings it gathers. None
 * of its methods throws for any text.
 *
 * @param warnings grows while reading
 */
record VonageReading(Account account, Instant receivedAt, List<String> warnings) {

  private static final int LONGEST_SHOWN = 60;

  VonageReading(Account account, Instant receivedAt) {
    this(account, receivedAt, new ArrayList<>());
  }

  /** Null if there is no usable time. */
  Instant time(String field, String raw) {
    Optional<Instant> time = Timestamps.read(raw, account.reportZone(), receivedAt);
    if (time.isEmpty() && !Timestamps.isAbsent(raw)) {
      warnings.add(field + " is not usable: " + shown(raw));
    }
    return time.orElse(null);
  }

  /** Null if nothing usable was sent; 0 for a negative duration. */
  Integer seconds(String field, String raw, Seconds read) {
    if (read.isDoubtful()) {
      warnings.add(field + " is not usable: " + shown(raw));
    }
    return read.known().isPresent() ? (Integer) read.known().getAsInt() : null;
  }

  /** A number or an extension, normalised; null for anything else. */
  String number(String raw) {
    return read(raw).map(PhoneNumber::text).orElse(null);
  }

  /** A number with its country, normalised; null for anything else. */
  String fullNumber(String raw) {
    return read(raw).filter(PhoneNumber::isFull).map(PhoneNumber::text).orElse(null);
  }

  boolean isExtension(String raw) {
    return read(raw).filter(PhoneNumber::isExtension).isPresent();
  }

  /** The agent's number in the account's table, by the first name that is in it; else null. */
  String user(String... names) {
    return Arrays.stream(names)
        .filter(Objects::nonNull)
        .map(name -> account.users().get(name.strip()))
        .map(this::number)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  void warn(String field, String raw) {
    warnings.add(field + " is not known: " + shown(raw));
  }

  static boolean isBlank(String raw) {
    return raw == null || raw.isBlank();
  }

  /** The first of several values that is there; may be null. */
  @SafeVarargs
  static <T> T first(T... values) {
    return Arrays.stream(values).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private Optional<PhoneNumber> read(String raw) {
    return PhoneNumber.read(raw, account.plan()).filter(PhoneNumber::isDialable);
  }

  private static String shown(String raw) {
    return raw == null
        ? "none"
        : raw.length() > LONGEST_SHOWN ? raw.substring(0, LONGEST_SHOWN) + "…" : raw;
  }
}
