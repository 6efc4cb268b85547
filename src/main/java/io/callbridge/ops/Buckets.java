package io.callbridge.ops;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.callbridge.task.Limit;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/** How often something may be done, for each of many; only the latest are remembered. */
final class Buckets {

  private static final int MOST = 10_000;

  private final LoadingCache<String, Bucket> buckets;

  Buckets(Limit limit) {
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(limit.window().multipliedBy(2))
            .build(
                key ->
                    Bucket.builder()
                        .addLimit(
                            each ->
                                each.capacity(limit.calls())
                                    .refillGreedy(limit.calls(), limit.window()))
                        .build());
  }

  /**
   * Does it once.
   *
   * @return how long to wait, if it is too often; else empty
   */
  Optional<Duration> take(String key) {
    return waitOf(buckets.get(key).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** The same without doing it. */
  Optional<Duration> look(String key) {
    return waitOf(buckets.get(key).estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private static Optional<Duration> waitOf(long nanos) {
    return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }
}
