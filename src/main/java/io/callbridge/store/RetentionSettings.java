package io.callbridge.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is finished is kept, under {@code callbridge.retention}; 0 means for ever.
 *
 * @param payloads what providers sent and what was sent to CRMs, word for word
 * @param contents whose calls they were; their keys, times and states stay for ever
 * @param listings which calls the providers' own records show
 * @param deeds what users did by hand
 */
@ConfigurationProperties("callbridge.retention")
record RetentionSettings(
    @DefaultValue("90d") Duration payloads,
    @DefaultValue("400d") Duration contents,
    @DefaultValue("90d") Duration quarantine,
    @DefaultValue("400d") Duration commands,
    @DefaultValue("90d") Duration clicks,
    @DefaultValue("90d") Duration collections,
    @DefaultValue("400d") Duration listings,
    @DefaultValue("1100d") Duration deeds) {

  /** Everything is under way for at most a day; the rest is for a person to look at it. */
  private static final Duration LEAST = Duration.ofDays(7);

  RetentionSettings {
    Map<String, Duration> all = new LinkedHashMap<>();
    all.put("payloads", payloads);
    all.put("contents", contents);
    all.put("quarantine", quarantine);
    all.put("commands", commands);
    all.put("clicks", clicks);
    all.put("collections", collections);
    all.put("listings", listings);
    all.put("deeds", deeds);
    all.forEach(RetentionSettings::check);
  }

  private static void check(String name, Duration time) {
    if (!time.isZero() && time.compareTo(LEAST) < 0) {
      throw new StoreSettingException(
          "callbridge.retention.%s must be at least 7d, or 0 for ever".formatted(name));
    }
  }
}
