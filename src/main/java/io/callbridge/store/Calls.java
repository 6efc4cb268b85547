package io.callbridge.store;

import io.callbridge.call.Call;
import io.callbridge.call.CallFold;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls, each as its events add up. */
public class Calls {

  private static final Logger log = LoggerFactory.getLogger(Calls.class);

  private final JdbcClient reader;
  private final Journal journal;
  private final ProviderAccounts providers;

  public Calls(JdbcClient reader, Journal journal, ProviderAccounts providers) {
    this.reader = reader;
    this.journal = journal;
    this.providers = providers;
  }

  /**
   * A call with what only the store knows of it.
   *
   * @param isErased whether its content was erased, so that nothing more is posted of it
   */
  public record StoredCall(long id, String crm, boolean isErased, Call call) {}

  /** Whether any call has events that are not folded in yet. */
  public boolean isAnyChanged() {
    return reader
        .sql("SELECT EXISTS (SELECT 1 FROM call WHERE changed_at IS NOT NULL)")
        .query(Boolean.class)
        .single();
  }

  /**
   * Folds up to {@code most} changed calls, longest waiting first, within a change of the store.
   */
  public List<StoredCall> foldChanged(JdbcClient client, int most) {
    return client
        .sql(
            """
            SELECT id, crm, erased_at, provider, account, call_id FROM call
            WHERE changed_at IS NOT NULL ORDER BY changed_at LIMIT ?""")
        .param(most)
        .query(Calls::changedCall)
        .list()
        .stream()
        .flatMap(changed -> fold(client, changed).stream())
        .toList();
  }

  /** The ids of up to {@code most} changed calls, longest waiting first. */
  public List<Long> changed(int most) {
    return reader
        .sql("SELECT id FROM call WHERE changed_at IS NOT NULL ORDER BY changed_at LIMIT ?")
        .param(most)
        .query(Long.class)
        .list();
  }

  /** Folds one call, within a change of the store; empty if it hasn't changed, or can't be read. */
  public Optional<StoredCall> foldChanged(JdbcClient client, long id) {
    return client
        .sql(
            """
            SELECT id, crm, erased_at, provider, account, call_id FROM call
            WHERE id = ? AND changed_at IS NOT NULL""")
        .param(id)
        .query(Calls::changedCall)
        .optional()
        .flatMap(changed -> fold(client, changed));
  }

  /** Sets a call aside that nothing can be made of, until it changes or is to be read again. */
  public void setAside(JdbcClient client, long id, String trouble) {
    client
        .sql("UPDATE call SET state = 'UNREADABLE', trouble = ?, changed_at = NULL WHERE id = ?")
        .params(trouble, id)
        .update();
  }

  /**
   * Has a call folded again that was set aside.
   *
   * @return whether it was
   */
  public boolean readAgain(JdbcClient client, long id, Instant now) {
    return client
            .sql("UPDATE call SET changed_at = ? WHERE id = ? AND state = 'UNREADABLE'")
            .params(Micros.of(now), id)
            .update()
        == 1;
  }

  private record Changed(long id, String crm, boolean isErased, CallKey key) {}

  private static Changed changedCall(ResultSet row, int n) throws SQLException {
    return new Changed(row.getLong("id"), row.getString("crm"), isErased(row), key(row));
  }

  private static boolean isErased(ResultSet row) throws SQLException {
    return Micros.read(row, "erased_at") != null;
  }

  /** Empty for a call whose events can't be read: it is set aside and holds up no other. */
  private Optional<StoredCall> fold(JdbcClient client, Changed changed) {
    Call call;
    try {
      if (changed.isErased()) {
        Journal.eraseAll(client, changed.key());
      }
      call = CallFold.fold(journal.eventsOf(client, changed.key()));
    } catch (DataAccessException unavailable) {
      throw unavailable;
    } catch (RuntimeException damaged) {
      log.error("Call {} can't be folded and is set aside", changed.key(), damaged);
      setAside(client, changed.id(), "its events can't be added up: " + damaged);
      return Optional.empty();
    }
    save(client, changed.id(), call, changed.isErased() ? call : providers.complete(call));
    return Optional.of(new StoredCall(changed.id(), changed.crm(), changed.isErased(), call));
  }

  /**
   * The fold as it is, and the columns that are searched.
   *
   * @param call with its account's defaults, unless it is erased
   */
  private static void save(JdbcClient client, long id, Call folded, Call call) {
    client
        .sql(
            """
            UPDATE call SET
              state = CASE WHEN ? THEN 'ENDED' WHEN state = 'UNREADABLE' THEN 'OPEN' ELSE state END,
              trouble = NULL,
              folded = ?, direction = ?, lead_number = ?, agent_number = ?, display_number = ?,
              outcome = ?, created_at = ?, start_time = ?, end_time = ?, duration_seconds = ?, recording_url = ?,
              notified = ?, listed = ?, last_received_at = ?, changed_at = NULL
            WHERE id = ?""")
        .params(call.isEnded(), CallJson.write(folded), name(call.direction()))
        .params(call.leadNumber(), call.agentNumber(), call.displayNumber())
        .params(name(call.outcome()), Micros.of(call.createdAt()))
        .params(Micros.of(call.start()), Micros.of(call.end()))
        .params(call.isEnded() ? call.durationSeconds() : null, call.recordingUrl())
        .params(call.isNotified(), call.isListed(), Micros.of(call.lastReceivedAt()), id)
        .update();
  }

  /** The other id of a call whose webhooks and records use different ones. */
  public record Twin(long id, String callId) {}

  /**
   * A call with the same outside party and direction, created within {@code apart} of this one;
   * each of the two is known from one source alone, and not from the same (contracts/mapping.md,
   * section 8).
   */
  public Optional<Twin> twin(JdbcClient client, StoredCall stored, Duration apart) {
    Call call = stored.call();
    boolean oneSource = call.isNotified() != call.isListed();
    if (!oneSource
        || call.leadNumber() == null
        || call.createdAt() == null
        || call.direction() == null) {
      return Optional.empty();
    }
    long createdAt = Micros.of(call.createdAt());
    long within = apart.toNanos() / 1000;
    return client
        .sql(
            """
            SELECT id, call_id FROM call
            WHERE provider = ? AND account = ? AND lead_number = ? AND direction = ?
              AND created_at BETWEEN ? AND ? AND notified = ? AND listed = ? AND id <> ?
            ORDER BY ABS(created_at - ?), id LIMIT 1""")
        .params(call.key().provider(), call.key().account())
        .params(call.leadNumber(), call.direction().name())
        .params(createdAt - within, createdAt + within, call.isListed(), call.isNotified())
        .params(stored.id(), createdAt)
        .query((row, n) -> new Twin(row.getLong("id"), row.getString("call_id")))
        .optional();
  }

  /** The same for a call whose number was erased before its other source told of it. */
  public Optional<Twin> erasedTwin(JdbcClient client, StoredCall stored, Duration apart) {
    Call call = stored.call();
    if (call.leadNumber() == null || call.createdAt() == null || call.direction() == null) {
      return Optional.empty();
    }
    long createdAt = Micros.of(call.createdAt());
    long within = apart.toNanos() / 1000;
    return client
        .sql(
            """
            SELECT id, call_id, erased_number FROM call
            WHERE provider = ? AND account = ? AND erased_number IS NOT NULL AND direction = ?
              AND created_at BETWEEN ? AND ? AND notified = ? AND listed = ?""")
        .params(call.key().provider(), call.key().account(), call.direction().name())
        .params(createdAt - within, createdAt + within, call.isListed(), call.isNotified())
        .query(
            (row, n) ->
                SlowHash.isOf(call.leadNumber(), row.getString("erased_number"))
                    ? Optional.of(new Twin(row.getLong("id"), row.getString("call_id")))
                    : Optional.<Twin>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether its content was erased, so that it may not be forgotten. */
  public boolean isErased(JdbcClient client, long id) {
    return client
        .sql("SELECT EXISTS (SELECT 1 FROM call WHERE id = ? AND erased_at IS NOT NULL)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** The call that this one is a leg of, under whose id events came; empty if it is a call. */
  public Optional<Twin> callOfLeg(JdbcClient client, StoredCall stored) {
    CallKey key = stored.call().key();
    return client
        .sql(
            """
            SELECT c.id, c.call_id FROM call_alias a
            JOIN call c ON c.provider = a.provider AND c.account = a.account
              AND c.call_id = a.call_id
            WHERE a.provider = ? AND a.account = ? AND a.other_id = ?""")
        .params(key.provider(), key.account(), key.callId())
        .query((row, n) -> new Twin(row.getLong("id"), row.getString("call_id")))
        .optional();
  }

  /** Makes two calls one: the other's events count for the keeper from now on. */
  public void join(JdbcClient client, CallKey keeper, long keeperId, Twin other) {
    client
        .sql("UPDATE call_alias SET call_id = ? WHERE provider = ? AND account = ? AND call_id = ?")
        .params(keeper.callId(), keeper.provider(), keeper.account(), other.callId())
        .update();
    client
        .sql(
            """
            INSERT INTO call_alias (provider, account, other_id, call_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (provider, account, other_id) DO NOTHING""")
        .params(keeper.provider(), keeper.account(), other.callId(), keeper.callId())
        .update();
    client.sql("DELETE FROM recording_search WHERE call = ?").param(other.id()).update();
    client.sql("DELETE FROM call WHERE id = ?").param(other.id()).update();
    client
        .sql("UPDATE call SET changed_at = last_received_at WHERE id = ?")
        .param(keeperId)
        .update();
  }

  /** Calls that are open and silent since {@code before}, longest silent first. */
  public List<CallKey> openSince(String provider, String account, Instant before, int most) {
    return reader
        .sql(
            """
            SELECT provider, account, call_id FROM call
            WHERE provider = ? AND account = ? AND state = 'OPEN' AND last_received_at < ?
            ORDER BY last_received_at LIMIT ?""")
        .params(provider, account, Micros.of(before), most)
        .query((row, n) -> key(row))
        .list();
  }

  /**
   * Closes calls that have been silent since {@code before} without a final event, within a change
   * of the store.
   *
   * @return the calls closed now
   */
  public List<StoredCall> closeSilent(JdbcClient client, Instant before, int most) {
    return client
        .sql(
            """
            UPDATE call SET state = 'CLOSED'
            WHERE id IN (
              SELECT id FROM call
              WHERE state = 'OPEN' AND changed_at IS NULL AND last_received_at < ?
              ORDER BY last_received_at LIMIT ?)
            RETURNING id, crm, erased_at, folded""")
        .params(Micros.of(before), most)
        .query(
            (row, n) ->
                new StoredCall(
                    row.getLong("id"),
                    row.getString("crm"),
                    isErased(row),
                    CallJson.readCall(row.getString("folded"))))
        .list();
  }

  /**
   * @throws IllegalStateException if there is no such call, or it was never folded
   */
  public StoredCall get(long id) {
    return reader
        .sql("SELECT id, crm, erased_at, folded FROM call WHERE id = ? AND folded IS NOT NULL")
        .param(id)
        .query(
            (row, n) ->
                new StoredCall(
                    row.getLong("id"),
                    row.getString("crm"),
                    isErased(row),
                    CallJson.readCall(row.getString("folded"))))
        .optional()
        .orElseThrow(() -> new IllegalStateException("there is no folded call " + id));
  }

  /** The trace of the request that told of a call last ({@link TraceParent}); empty if none. */
  public Optional<String> trace(long id) {
    return reader
        .sql("SELECT trace FROM call WHERE id = ? AND trace IS NOT NULL")
        .param(id)
        .query(String.class)
        .optional();
  }

  private static CallKey key(ResultSet row) throws SQLException {
    return new CallKey(
        row.getString("provider"), row.getString("account"), row.getString("call_id"));
  }

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
