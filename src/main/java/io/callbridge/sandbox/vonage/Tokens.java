package io.callbridge.sandbox.vonage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Grants tokens, and knows them again (section 2). Thread-safe. */
final class Tokens {

  static final Duration LOCK = Duration.ofMinutes(30);

  private static final String USER_SUFFIX = "@vbc.prod";

  private record Access(Instant expiresAt, boolean openid) {}

  private final VonageSettings settings;
  private final RandomGenerator random;
  private final Clock clock;
  private final Map<String, Access> accesses = new HashMap<>();
  private final Map<String, Instant> refreshes = new HashMap<>();
  private int failures;
  private Instant lockedUntil = Instant.MIN;
  private int requests;

  Tokens(VonageSettings settings, RandomGenerator random, Clock clock) {
    this.settings = settings;
    this.random = random;
    this.clock = clock;
  }

  /**
   * @param form the request's fields
   * @throws RefusedException with 400 for anything that is wrong
   */
  synchronized Map<String, Object> grant(Map<String, String> form) {
    requests++;
    switch (form.getOrDefault("grant_type", "")) {
      case "password" -> checkPassword(form);
      case "refresh_token" -> checkRefresh(form.getOrDefault("refresh_token", ""));
      default -> throw refused("unsupported_grant_type", "no such grant");
    }
    return issue("openid".equals(form.get("scope")));
  }

  private void checkPassword(Map<String, String> form) {
    Instant now = clock.instant();
    boolean right =
        (settings.username() + USER_SUFFIX).equals(form.get("username"))
            && settings.password().equals(form.get("password"));
    if (now.isBefore(lockedUntil)) {
      // Counted from the last attempt, even of one with the right password.
      lockedUntil = now.plus(LOCK);
      throw refused("invalid_grant", "17003: account locked");
    }
    if (!right) {
      failures++;
      if (failures >= settings.failedLogins()) {
        lockedUntil = now.plus(LOCK);
      }
      throw refused("invalid_grant", "17002: authentication failed");
    }
    failures = 0;
  }

  private void checkRefresh(String token) {
    Instant expiresAt = refreshes.remove(token);
    if (expiresAt == null || !clock.instant().isBefore(expiresAt)) {
      throw refused("invalid_grant", "the refresh token is unknown, used or expired");
    }
  }

  private Map<String, Object> issue(boolean openid) {
    Instant now = clock.instant();
    String access = "at-%016x%016x".formatted(random.nextLong(), random.nextLong());
    String refresh = "rt-%016x%016x".formatted(random.nextLong(), random.nextLong());
    accesses.values().removeIf(each -> !now.isBefore(each.expiresAt()));
    accesses.put(access, new Access(now.plus(settings.tokenLife()), openid));
    refreshes.put(refresh, now.plus(settings.refreshLife()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", access);
    answer.put("refresh_token", refresh);
    answer.put("scope", openid ? "openid" : "default");
    answer.put("token_type", "Bearer");
    answer.put("expires_in", settings.tokenLife().toSeconds());
    return answer;
  }

  /** Whether a request's header shows a token that lives. */
  synchronized boolean isValid(String authorization) {
    return access(authorization) != null;
  }

  /** The same, with the scope that the reports want. */
  synchronized boolean isValidForReports(String authorization) {
    Access access = access(authorization);
    return access != null && access.openid();
  }

  private Access access(String authorization) {
    Access access =
        authorization != null && authorization.startsWith("Bearer ")
            ? accesses.get(authorization.substring("Bearer ".length()))
            : null;
    return access != null && clock.instant().isBefore(access.expiresAt()) ? access : null;
  }

  /** Lets all access tokens expire at once. */
  synchronized void expireAll() {
    accesses.clear();
  }

  /** How often a token was asked for. */
  synchronized int requests() {
    return requests;
  }

  private static RefusedException refused(String error, String description) {
    return new RefusedException(400, Map.of("error", error, "error_description", description));
  }
}
