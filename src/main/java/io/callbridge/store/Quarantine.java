package io.callbridge.store;

import io.callbridge.call.PhoneNumber;
import io.micrometer.core.instrument.Metrics;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was received and could not be decoded: the raw bytes, and why. */
public class Quarantine {

  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private static final List<String> SYSTEMS = List.of("bandwidth", "matrex", "vonage");

  /** So that a sender of nonsense can't fill the disk: at most 64 KiB each. */
  static final int MOST = 10_000;

  private final GroupCommit store;
  private final InstantSource clock;

  public Quarantine(GroupCommit store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Of more than {@value #MOST} the oldest go.
   *
   * @param path without the query, which may hold a secret
   * @param mediaType may be null
   * @param body as received; may be null
   * @param reason for a person
   * @throws StoreUnavailableException if it could not be kept
   */
  public void keep(String method, String path, String mediaType, byte[] body, String reason) {
    store.write(
        client -> {
          client
              .sql(
                  """
                  INSERT INTO quarantine (received_at, method, path, media_type, body, reason)
                  VALUES (?, ?, ?, ?, ?, ?)""")
              .params(Micros.of(clock.instant()), method, Text.of(path), Text.of(mediaType))
              .params(body, Text.of(reason))
              .update();
          return client
              .sql("DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - ?")
              .param(MOST)
              .update();
        });
    Metrics.counter("callbridge.quarantined", "system", system(path)).increment();
    log.warn("quarantined {} {}: {}", method, PhoneNumber.maskIn(path), reason);
  }

  /** The system that an address under {@code /api/} belongs to, so that there are only a few. */
  private static String system(String path) {
    return SYSTEMS.stream()
        .filter(name -> path.startsWith("/api/" + name + "/"))
        .findAny()
        .orElse("other");
  }
}
