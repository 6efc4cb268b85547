package io.callbridge.sandbox.vonage;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One registration at the webhook service, and how its deliveries went (section 7). Thread-safe.
 */
final class Webhook {

  /** Where a delivery's id and signature stand. */
  enum MetadataPolicy {
    NONE,
    HEADER,
    BODY
  }

  private static final Duration PURGED_AFTER = Duration.ofDays(30);

  private final String id;
  private final URI url;
  private final String signingKey;
  private final MetadataPolicy policy;
  private final Instant createdAt;
  private Instant expireAt;
  private Instant renewedAt;
  private int attempts;
  private int successes;
  private int failures;
  private boolean failed;
  private Instant lastSuccess;
  private Instant lastFailure;
  private String lastError;

  /**
   * @param signingKey null or blank: nothing is signed
   */
  Webhook(
      String id,
      URI url,
      String signingKey,
      MetadataPolicy policy,
      Instant createdAt,
      Duration life) {
    this.id = id;
    this.url = url;
    this.signingKey = signingKey;
    this.policy = policy;
    this.createdAt = createdAt;
    this.expireAt = createdAt.plus(life);
  }

  String id() {
    return id;
  }

  URI url() {
    return url;
  }

  String signingKey() {
    return signingKey;
  }

  MetadataPolicy policy() {
    return policy;
  }

  synchronized boolean isActive(Instant now) {
    return !failed && now.isBefore(expireAt);
  }

  /** Lives on, and gets events again if it had failed. */
  synchronized void renew(Instant now, Duration life) {
    renewedAt = now;
    expireAt = now.plus(life);
    failed = false;
  }

  /**
   * Takes note of an attempt.
   *
   * @param httpStatus 0: no answer
   */
  synchronized void attempted(int httpStatus, Instant now) {
    attempts++;
    if (httpStatus == 200) {
      successes++;
      lastSuccess = now;
    } else {
      failures++;
      lastFailure = now;
      lastError = String.valueOf(httpStatus);
    }
  }

  /** After the last retry: nothing more is sent until it is renewed. */
  synchronized void fail() {
    failed = true;
  }

  synchronized Map<String, Object> write(String userId, String account, Instant now) {
    Map<String, Object> statistics = new LinkedHashMap<>();
    statistics.put("totalAttempts", attempts);
    statistics.put("totalSuccesses", successes);
    statistics.put("totalFailures", failures);
    statistics.put("failed", failed);
    statistics.put("lastSuccess", text(lastSuccess));
    statistics.put("lastFailure", text(lastFailure));
    statistics.put("lastHttpErrorCode", lastError);
    statistics.put("lastErrorMessage", lastError);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("userId", userId);
    json.put("accountId", account);
    json.put("url", url.toString());
    json.put("status", now.isBefore(expireAt) ? "ACTIVE" : "EXPIRED");
    json.put("events", List.of("CALL"));
    json.put("signingAlgo", "HMAC_SHA256");
    json.put("metadataPolicy", policy.name());
    json.put("createdAt", text(createdAt));
    json.put("renewedAt", text(renewedAt));
    json.put("expireAt", text(expireAt));
    json.put("purgeAt", text(expireAt.plus(PURGED_AFTER)));
    json.put("statistics", statistics);
    return json;
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }
}
