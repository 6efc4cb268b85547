package io.callbridge.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each provider account has been collected, and which calls the provider listed. */
public class Cursors {

  private static final String CDR = "cdr";
  private static final String BEGINNING = "beginning";

  private final GroupCommit store;
  private final JdbcClient reader;

  public Cursors(GroupCommit store, JdbcClient reader) {
    this.store = store;
    this.reader = reader;
  }

  /** Up to when the account's CDRs have been collected completely; empty before the first time. */
  public Optional<Instant> collected(String provider, String account) {
    return reader
        .sql("SELECT collected FROM cursor WHERE provider = ? AND account = ? AND source = ?")
        .params(provider, account, CDR)
        .query(Long.class)
        .optional()
        .map(Micros::toInstant);
  }

  /** Makes a change that means nothing, to show that changes can be made. */
  public void touch(Instant now) {
    store.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO cursor (provider, account, source, collected)
                    VALUES ('callbridge', 'store', 'health', ?)
                    ON CONFLICT (provider, account, source) DO UPDATE
                      SET collected = excluded.collected""")
                .params(Micros.of(now))
                .update());
  }

  /**
   * The moment from which on the account's calls are ours; calls before it are left alone.
   *
   * @param ifFirst kept as that moment the first time this is asked
   */
  public Instant beginning(String provider, String account, Instant ifFirst) {
    return store.write(
        client ->
            Micros.toInstant(
                client
                    .sql(
                        """
                        INSERT INTO cursor (provider, account, source, collected)
                        VALUES (?, ?, ?, ?)
                        ON CONFLICT (provider, account, source) DO UPDATE
                          SET collected = cursor.collected
                        RETURNING collected""")
                    .params(provider, account, BEGINNING, Micros.of(ifFirst))
                    .query(Long.class)
                    .single()));
  }

  /** Moves the cursor forward; it never goes back. */
  public void move(String provider, String account, Instant collected) {
    store.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO cursor (provider, account, source, collected) VALUES (?, ?, ?, ?)
                    ON CONFLICT (provider, account, source) DO UPDATE SET collected =
                      CASE WHEN excluded.collected > cursor.collected
                        THEN excluded.collected ELSE cursor.collected END""")
                .params(provider, account, CDR, Micros.of(collected))
                .update());
  }

  /**
   * Keeps the parent calls that the provider lists, by the UTC day of their end.
   *
   * @param endedAtByCallId as stated
   */
  public void list(String provider, String account, Map<String, Instant> endedAtByCallId) {
    store.write(
        client -> {
          endedAtByCallId.forEach(
              (callId, endedAt) ->
                  client
                      .sql(
                          """
                          INSERT INTO provider_day (provider, account, day, call_id)
                          VALUES (?, ?, ?, ?)
                          ON CONFLICT (provider, account, day, call_id) DO NOTHING""")
                      .params(provider, account, day(endedAt).toString(), callId)
                      .update());
          return null;
        });
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
