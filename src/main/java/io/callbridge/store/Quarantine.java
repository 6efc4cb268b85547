package io.callbridge.store;

import io.callbridge.call.CallKey;
import io.callbridge.call.PhoneNumber;
import io.micrometer.core.instrument.Metrics;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was received and could not be decoded: the raw bytes, and why. */
public class Quarantine {

  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private static final List<String> SYSTEMS = List.of("bandwidth", "matrex", "vonage");

  private static final int LONGEST_REASON = 300;
  private static final Pattern SOURCE = Pattern.compile("(?s)\\s+at \\[Source:.*");

  /** So that a sender of nonsense can't fill the disk: at most 64 KiB each. */
  static final int MOST = 10_000;

  private final GroupCommit store;
  private final InstantSource clock;

  public Quarantine(GroupCommit store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What was received. Of more than {@value #MOST} the oldest go.
   *
   * @param path without the query, which may hold a secret
   * @param mediaType may be null
   * @param body as received; may be null
   * @param whole whether that is all of the body
   * @param account the account that its sender was checked for; null if nobody checked the sender
   */
  public record Received(
      String method, String path, String mediaType, byte[] body, boolean whole, String account) {}

  /** For a route, which has read the whole body. */
  public void keep(
      String method, String path, String mediaType, byte[] body, String account, String reason) {
    keep(new Received(method, path, mediaType, body, true, account), reason);
  }

  /**
   * @param reason for a person
   * @throws StoreUnavailableException if it could not be kept
   */
  public void keep(Received request, String reason) {
    String why = words(reason);
    store.write(
        client -> {
          client
              .sql(
                  """
                  INSERT INTO quarantine
                    (received_at, method, path, media_type, body, whole, account, reason)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
              .params(Micros.of(clock.instant()), request.method(), Text.of(request.path()))
              .params(Text.of(request.mediaType()), request.body(), request.whole())
              .params(Text.of(request.account()), why)
              .update();
          return client
              .sql("DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - ?")
              .param(MOST)
              .update();
        });
    Metrics.counter("callbridge.quarantined", "system", system(request.path())).increment();
    log.warn(
        "quarantined {} {}: {}",
        request.method(),
        PhoneNumber.maskIn(request.path()),
        PhoneNumber.maskIn(why));
  }

  /** On one line, and without what a reader of JSON or XML adds of its source. */
  static String words(String reason) {
    String words = SOURCE.matcher(Text.of(String.valueOf(reason))).replaceAll("");
    return CallKey.printable(words.replaceAll("\\s+", " ").strip(), LONGEST_REASON);
  }

  /** The system that an address under {@code /api/} belongs to, so that there are only a few. */
  private static String system(String path) {
    return SYSTEMS.stream()
        .filter(name -> path.startsWith("/api/" + name + "/"))
        .findAny()
        .orElse("other");
  }
}
