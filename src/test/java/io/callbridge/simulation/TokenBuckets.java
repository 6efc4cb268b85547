package io.callbridge.simulation;

import io.callbridge.dispatch.Budgets;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What most clients do in place of an exact sliding log: a bucket for each account that holds as
 * many tokens as a share of the limit allows, and fills up as fast. Twice that can leave within one
 * window.
 */
final class TokenBuckets extends Budgets {

  private final CrmAccounts crms;
  private final InstantSource clock;
  private final double share;
  private final Map<String, Bucket> buckets = new HashMap<>();

  private static final class Bucket {
    private double tokens;
    private Instant filledAt;
    private CallBudget given;
    private int spentBefore;
  }

  /**
   * @param share of the shortest limit that is used, up to 1
   */
  TokenBuckets(CrmAccounts crms, InstantSource clock, double share) {
    super(crms, clock);
    this.crms = crms;
    this.clock = clock;
    this.share = share;
  }

  @Override
  public CallBudget of(String crm) {
    Limit limit = crms.find(crm).orElseThrow().limits().get(0);
    double capacity = limit.calls() * share;
    Bucket bucket = buckets.computeIfAbsent(crm, name -> new Bucket());
    Instant now = clock.instant();
    if (bucket.given == null) {
      bucket.tokens = capacity;
    } else {
      Duration since = Duration.between(bucket.filledAt, now);
      bucket.tokens -= Math.max(0, spent(bucket) - bucket.spentBefore);
      bucket.tokens += capacity * since.toNanos() / limit.window().toNanos();
      bucket.tokens = Math.min(capacity, bucket.tokens);
    }
    bucket.filledAt = now;
    give(bucket, limit.window());
    return bucket.given;
  }

  private static int spent(Bucket bucket) {
    return bucket.given.used(bucket.given.limits().get(0));
  }

  /** A budget that gives just as many permits as there are tokens. */
  private void give(Bucket bucket, Duration window) {
    int tokens = (int) Math.max(0, Math.floor(bucket.tokens));
    CallBudget before = bucket.given;
    bucket.given = new CallBudget(List.of(new Limit(Math.max(1, tokens), window)), clock);
    bucket.spentBefore = tokens == 0 ? 1 : 0;
    if (tokens == 0) {
      bucket.given.restore(clock.instant(), 1);
    }
    if (before != null) {
      before.pausedUntil().ifPresent(bucket.given::pauseUntil);
      if (before.isKeyInDoubt()) {
        bucket.given.keyRefused();
      }
    }
  }
}
