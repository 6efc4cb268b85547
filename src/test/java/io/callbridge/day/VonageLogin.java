package io.callbridge.day;

import io.callbridge.vonage.TestVonageTokens.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Vonage's token endpoint: short-lived tokens, refresh tokens that work once, and logins that are
 * refused for a while. A login that is tried again too early is an offence.
 */
final class VonageLogin {

  private static final Duration LIFE = Duration.ofMinutes(90);
  private static final Duration LOCK = Duration.ofMinutes(30);

  private final Outages outages;
  private final Random random;
  private final InstantSource clock;
  private final Map<String, Instant> access = new HashMap<>();
  private final Set<String> refresh = new HashSet<>();
  private final Map<String, Instant> refusedAt = new HashMap<>();
  private int granted;

  /** What went wrong on our side. */
  final List<String> offences = new ArrayList<>();

  VonageLogin(Outages outages, Random random, InstantSource clock) {
    this.outages = outages;
    this.random = random;
    this.clock = clock;
  }

  /** Makes all tokens worthless, also those that refresh others. */
  void revokeAll() {
    access.clear();
    refresh.clear();
  }

  /** A process that begins anew may try a login again: a person has seen to it. */
  void unlock() {
    refusedAt.clear();
  }

  /** Answers the form; empty if no answer comes. */
  Optional<Reply> grant(String form) {
    Instant now = clock.instant();
    int luck = random.nextInt(50);
    if (outages.isDown("vonage", now) || luck == 0) {
      return Optional.empty();
    }
    if (luck == 1) {
      return Optional.of(new Reply(502, "<html>Bad Gateway</html>"));
    }
    if (form.startsWith("grant_type=refresh_token")) {
      boolean good = refresh.remove(form.replaceAll(".*refresh_token=", ""));
      return Optional.of(good ? tokens(now) : refused(400));
    }
    return Optional.of(login(form, now));
  }

  private Reply login(String user, Instant now) {
    Instant refusedAt = this.refusedAt.getOrDefault(user, Instant.MIN);
    if (now.minus(LOCK).isBefore(refusedAt)) {
      offences.add("a refused login is tried again after " + Duration.between(refusedAt, now));
    }
    if (random.nextInt(20) == 0) {
      this.refusedAt.put(user, now);
      return refused(401);
    }
    return tokens(now);
  }

  private static Reply refused(int status) {
    return new Reply(status, "{\"error\": \"invalid_grant\"}");
  }

  private Reply tokens(Instant now) {
    int number = ++granted;
    access.put("access-" + number, now.plus(LIFE));
    refresh.add("refresh-" + number);
    return new Reply(
        200,
        """
        {"access_token": "access-%d", "refresh_token": "refresh-%d", "token_type": "bearer",
         "expires_in": %d}"""
            .formatted(number, number, LIFE.toSeconds()));
  }

  boolean isGood(String token) {
    Instant until = access.get(token);
    return until != null && clock.instant().isBefore(until);
  }
}
