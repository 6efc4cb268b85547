package io.callbridge.store;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.UnknownAccountException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The append-only table of call events. An event is in it, on disk, before its provider gets a 2xx;
 * its unique key is the de-duplication, and there is no other.
 */
public class Journal {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final GroupCommit store;
  private final JdbcClient reader;
  private final ProviderAccounts providers;

  public Journal(GroupCommit store, JdbcClient reader, ProviderAccounts providers) {
    this.store = store;
    this.reader = reader;
    this.providers = providers;
  }

  /** An event on its way into the journal. */
  public record Entry(CallEvent event, String mediaType, byte[] raw) {}

  /**
   * Appends an event and marks its call as changed, in one transaction. An event that is there
   * already changes nothing.
   *
   * @param mediaType of the raw payload; may be null
   * @param raw the payload as received; may be null
   * @return whether the event was new
   * @throws StoreUnavailableException if it could not be kept
   * @throws UnknownAccountException if the call's account isn't configured
   */
  public boolean append(CallEvent event, String mediaType, byte[] raw) {
    boolean isNew = appendAll(List.of(new Entry(event, mediaType, raw))) == 1;
    log.info(
        "{} {}: {}{}",
        isNew ? "journaled" : "known already",
        event.key(),
        CallKey.printable(String.valueOf(event.status()), 60),
        event.warnings().isEmpty() ? "" : CallKey.printable(" " + event.warnings(), 500));
    return isNew;
  }

  /**
   * Appends several events, all or none.
   *
   * @return how many were new
   */
  public int appendAll(List<Entry> entries) {
    List<Row> rows = entries.stream().map(this::toRow).toList();
    int added =
        store.write(client -> (int) rows.stream().filter(row -> appendOne(client, row)).count());
    count(rows, added);
    return added;
  }

  /** All are of one account, as they came from there together. */
  private static void count(List<Row> rows, int added) {
    if (!rows.isEmpty()) {
      CallKey key = rows.get(0).entry().event().key();
      events(key, "journaled").increment(added);
      events(key, "known").increment(rows.size() - (double) added);
    }
  }

  private static Counter events(CallKey key, String result) {
    return Metrics.counter(
        "callbridge.events",
        "provider",
        key.provider(),
        "account",
        key.account(),
        "result",
        result);
  }

  /** Whether the journal has this event. */
  public boolean isKnown(CallEvent event) {
    CallKey key = event.key();
    return reader
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM call_event
              WHERE provider = ? AND account = ? AND call_id = ? AND event_key = ?)""")
        .params(key.provider(), key.account(), key.callId(), event.eventKey())
        .query(Boolean.class)
        .single();
  }

  /**
   * @param trace of the request that brought the event; null if none is traced
   */
  private record Row(Entry entry, String crm, String text, String trace) {}

  private Row toRow(Entry entry) {
    return new Row(
        entry, crmOf(entry.event().key()), CallJson.write(entry.event()), TraceParent.current());
  }

  private static boolean appendOne(JdbcClient client, Row row) {
    CallEvent event = row.entry().event();
    boolean inserted =
        insert(client, event, row.text(), row.entry().mediaType(), row.entry().raw());
    if (inserted && !event.aside()) {
      if (markChanged(client, row)) {
        erase(client, event);
      }
      joinLeg(client, event);
    }
    return inserted;
  }

  private String crmOf(CallKey key) {
    return providers
        .find(key.provider(), key.account())
        .map(ProviderAccount::crm)
        .orElseThrow(() -> new UnknownAccountException("no account for " + key));
  }

  private static boolean insert(
      JdbcClient client, CallEvent event, String text, String mediaType, byte[] raw) {
    CallKey key = event.key();
    return client
            .sql(
                """
                INSERT INTO call_event
                  (provider, account, call_id, event_key, received_at, event, media_type, raw, aside)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (provider, account, call_id, event_key) DO NOTHING""")
            .params(key.provider(), key.account(), key.callId(), event.eventKey())
            .params(Micros.of(event.receivedAt()), text, Text.of(mediaType), raw)
            .param(event.aside())
            .update()
        > 0;
  }

  /**
   * @return whether the call is erased
   */
  private static boolean markChanged(JdbcClient client, Row row) {
    CallKey key = row.entry().event().key();
    Long now = Micros.of(row.entry().event().receivedAt());
    return client
        .sql(
            """
            INSERT INTO call
              (provider, account, call_id, crm, state, last_received_at, changed_at, trace)
            VALUES (?, ?, COALESCE((
              SELECT call_id FROM call_alias WHERE provider = ? AND account = ? AND other_id = ?), ?),
              ?, 'OPEN', ?, ?, ?)
            ON CONFLICT (provider, account, call_id) DO UPDATE SET
              changed_at = excluded.changed_at,
              payloads_gone_at = call.erased_at, trace = COALESCE(excluded.trace, call.trace)
            RETURNING erased_at IS NOT NULL""")
        .params(key.provider(), key.account())
        .params(key.provider(), key.account(), key.callId(), key.callId())
        .params(row.crm(), now, now, row.trace())
        .query(Boolean.class)
        .single();
  }

  /** Keeps of an event no more than its key and its times. */
  static void erase(JdbcClient client, CallEvent event) {
    CallKey key = event.key();
    client
        .sql(
            """
            UPDATE call_event SET event = ?, media_type = NULL, raw = NULL
            WHERE provider = ? AND account = ? AND call_id = ? AND event_key = ?""")
        .param(CallJson.write(event.erased()))
        .params(key.provider(), key.account(), key.callId(), event.eventKey())
        .update();
  }

  /**
   * The same for all events of a call, under any of its ids.
   *
   * @return how many events it has
   */
  static int eraseAll(JdbcClient client, CallKey key) {
    List<CallEvent> events = allEventsOf(client, key);
    events.forEach(event -> erase(client, event));
    return events.size();
  }

  /**
   * Has the events of a leg count for its call, those that are here already included: what they
   * made, if they came first, is looked at again.
   */
  private static void joinLeg(JdbcClient client, CallEvent event) {
    CallKey key = event.key();
    if (event.alias() == null || event.alias().equals(key.callId())) {
      return;
    }
    String call =
        client
            .sql(
                """
                SELECT call_id FROM call_alias
                WHERE provider = ? AND account = ? AND other_id = ?""")
            .params(key.provider(), key.account(), key.callId())
            .query(String.class)
            .optional()
            .orElse(key.callId());
    if (call.equals(event.alias())) {
      return;
    }
    client
        .sql(
            """
            INSERT INTO call_alias (provider, account, other_id, call_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (provider, account, other_id) DO NOTHING""")
        .params(key.provider(), key.account(), event.alias(), call)
        .update();
    client
        .sql("UPDATE call_alias SET call_id = ? WHERE provider = ? AND account = ? AND call_id = ?")
        .params(call, key.provider(), key.account(), event.alias())
        .update();
    client
        .sql("UPDATE call SET changed_at = ? WHERE provider = ? AND account = ? AND call_id = ?")
        .params(Micros.of(event.receivedAt()), key.provider(), key.account(), event.alias())
        .update();
  }

  /**
   * The events of a call under any of its ids, as the given connection sees them, in order of
   * receipt.
   */
  List<CallEvent> eventsOf(JdbcClient client, CallKey key) {
    List<CallEvent> events = allEventsOf(client, key);
    Set<String> legs = events.stream().map(CallEvent::alias).collect(Collectors.toSet());
    return events.stream()
        .map(
            event ->
                !event.key().equals(key) && legs.contains(event.key().callId())
                    ? event.asLegOf(key)
                    : event.of(key))
        .toList();
  }

  /** Each as it came, so perhaps under another id of the call. */
  private static List<CallEvent> allEventsOf(JdbcClient client, CallKey key) {
    return client
        .sql(
            """
            SELECT event FROM call_event
            WHERE provider = ? AND account = ? AND (call_id = ? OR call_id IN (
              SELECT other_id FROM call_alias WHERE provider = ? AND account = ? AND call_id = ?))
            ORDER BY received_at, event_key""")
        .params(key.provider(), key.account(), key.callId())
        .params(key.provider(), key.account(), key.callId())
        .query((row, n) -> CallJson.readEvent(row.getString("event")))
        .list();
  }

  /**
   * What an event came as.
   *
   * @param mediaType may be null
   * @param bytes null if none were kept
   */
  public record Raw(String mediaType, byte[] bytes) {}

  /**
   * @param n its place among {@link #eventsOf(CallKey)}, from 0
   */
  public Optional<Raw> raw(CallKey key, int n) {
    return reader
        .sql(
            """
            SELECT media_type, raw FROM call_event
            WHERE provider = ? AND account = ? AND (call_id = ? OR call_id IN (
              SELECT other_id FROM call_alias WHERE provider = ? AND account = ? AND call_id = ?))
            ORDER BY received_at, event_key LIMIT 1 OFFSET ?""")
        .params(key.provider(), key.account(), key.callId())
        .params(key.provider(), key.account(), key.callId(), n)
        .query((row, number) -> new Raw(row.getString("media_type"), row.getBytes("raw")))
        .optional();
  }

  /** The events of a call, in order of receipt. */
  public List<CallEvent> eventsOf(CallKey key) {
    return eventsOf(reader, key);
  }
}
