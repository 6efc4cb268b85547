package io.callbridge.store;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was received and could not be decoded: the raw bytes, and why. */
public class Quarantine {

  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private final GroupCommit store;
  private final InstantSource clock;

  public Quarantine(GroupCommit store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param path without the query, which may hold a secret
   * @param mediaType may be null
   * @param body as received; may be null
   * @param reason for a person
   * @throws StoreUnavailableException if it could not be kept
   */
  public void keep(String method, String path, String mediaType, byte[] body, String reason) {
    store.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO quarantine (received_at, method, path, media_type, body, reason)
                    VALUES (?, ?, ?, ?, ?, ?)""")
                .params(Micros.of(clock.instant()), method, Text.of(path), Text.of(mediaType))
                .params(body, Text.of(reason))
                .update());
    log.warn("quarantined {} {}: {}", method, path, reason);
  }
}
