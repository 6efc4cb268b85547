package io.callbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who asked a provider for what: each command is written before it leaves, and completed by its
 * answer. What an idempotency key was used for, and with what answer, is here too.
 */
public class CommandTrail {

  /** The operation that makes a new call, at every provider. */
  public static final String CREATE = "CreateCall";

  /** How long a key stands for one request. */
  static final Duration KEY_LIFE = Duration.ofHours(24);

  /** No command takes longer, so one that is older was cut off. */
  static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final GroupCommit store;
  private final JdbcClient reader;
  private final Duration others;

  /** Which process a command was under way in. */
  private final String process = UUID.randomUUID().toString();

  /**
   * @param others how long a command of another process may be under way; zero where there can't be
   *     another one, so that what it left open was cut off
   */
  public CommandTrail(GroupCommit store, JdbcClient reader, Duration others) {
    this.store = store;
    this.reader = reader;
    this.others = others;
  }

  /**
   * A command before it leaves.
   *
   * @param dials whether it counts as a call
   * @param request without credentials
   * @param idempotencyKey null: none
   * @param requestHash of what is asked
   */
  public record Entry(
      String user,
      String remoteAddress,
      String provider,
      String account,
      String operation,
      String callId,
      String partId,
      boolean dials,
      String request,
      String idempotencyKey,
      String requestHash) {}

  /** The answer to a command, as the same key gets it again. */
  public record Kept(
      int status, String mediaType, String body, String location, String retryAfter) {}

  public enum Kind {
    WRITTEN,
    ANSWERED,
    UNDER_WAY,
    INTERRUPTED,
    OTHER_REQUEST,
    TOO_MANY_OF_USER,
    TOO_MANY_OF_ACCOUNT
  }

  /**
   * Whether a command may leave.
   *
   * @param id of the command, for {@code WRITTEN} and {@code INTERRUPTED}
   * @param answer for {@code ANSWERED}
   * @param freeIn until a call is allowed again, for the last two
   */
  public record Begun(Kind kind, Long id, Kept answer, Duration freeIn) {

    private static Begun of(Kind kind) {
      return new Begun(kind, null, null, null);
    }
  }

  /** A command as it stands; {@code completedAt} and {@code status} are null until it is over. */
  public record Line(
      long id,
      Instant at,
      String user,
      String remoteAddress,
      String provider,
      String account,
      String operation,
      String callId,
      String partId,
      String request,
      String idempotencyKey,
      Integer providerStatus,
      Integer status,
      String words,
      Instant completedAt) {}

  /** What to look for; null means any. */
  public record Query(
      String user,
      String provider,
      String account,
      String operation,
      String callId,
      Instant from,
      Instant to) {}

  /**
   * Writes a command before it leaves, unless its key or the calls of the last minute say that it
   * must not.
   */
  public Begun begin(Entry entry, int mostPerMinute, int mostPerMinuteOfUser, Instant now) {
    return store.write(
        client -> {
          Optional<Begun> used =
              entry.idempotencyKey() == null ? Optional.empty() : used(client, entry, now);
          if (used.isPresent()) {
            return used.get();
          }
          if (entry.dials()) {
            Optional<Begun> tooMany =
                tooMany(client, entry, entry.user(), mostPerMinuteOfUser, now)
                    .or(() -> tooMany(client, entry, null, mostPerMinute, now));
            if (tooMany.isPresent()) {
              return tooMany.get();
            }
          }
          long id = write(client, entry, now);
          if (entry.idempotencyKey() != null) {
            keepKey(client, entry, id, now);
          }
          return new Begun(Kind.WRITTEN, id, null, null);
        });
  }

  private Optional<Begun> used(JdbcClient client, Entry entry, Instant now) {
    client
        .sql("DELETE FROM idempotency_key WHERE created_at < ?")
        .param(Micros.of(now.minus(KEY_LIFE)))
        .update();
    return client
        .sql(
            """
            SELECT * FROM idempotency_key
            WHERE user_name = ? AND provider = ? AND account = ? AND operation = ?
              AND idempotency_key = ?""")
        .params(
            entry.user(),
            entry.provider(),
            entry.account(),
            entry.operation(),
            entry.idempotencyKey())
        .query((row, n) -> used(row, entry, now))
        .optional();
  }

  private Begun used(ResultSet row, Entry entry, Instant now) throws SQLException {
    if (!row.getString("request_hash").equals(entry.requestHash())) {
      return Begun.of(Kind.OTHER_REQUEST);
    }
    int status = row.getInt("status");
    if (!row.wasNull()) {
      return new Begun(
          Kind.ANSWERED,
          null,
          new Kept(
              status,
              row.getString("media_type"),
              row.getString("body"),
              row.getString("location"),
              row.getString("retry_after")),
          null);
    }
    Duration longest = row.getString("process").equals(process) ? LONGEST : others;
    boolean mayBeUnderWay = Micros.read(row, "created_at").isAfter(now.minus(longest));
    return mayBeUnderWay
        ? Begun.of(Kind.UNDER_WAY)
        : new Begun(Kind.INTERRUPTED, row.getLong("command"), null, null);
  }

  /**
   * @param user null: the calls of all users count
   */
  private static Optional<Begun> tooMany(
      JdbcClient client, Entry entry, String user, int most, Instant now) {
    String ofUser = user == null ? "" : " AND user_name = ?";
    List<Object> values =
        new ArrayList<>(List.of(entry.provider(), entry.account(), Micros.of(now.minus(MINUTE))));
    if (user != null) {
      values.add(user);
    }
    List<Long> calls =
        client
            .sql(
                "SELECT at FROM command WHERE provider = ? AND account = ? AND dials AND at > ?"
                    + ofUser
                    + " ORDER BY at DESC")
            .params(values)
            .query(Long.class)
            .list();
    if (calls.size() < most) {
      return Optional.empty();
    }
    Instant free =
        most == 0 ? now.plus(MINUTE) : Micros.toInstant(calls.get(most - 1)).plus(MINUTE);
    return Optional.of(
        new Begun(
            user == null ? Kind.TOO_MANY_OF_ACCOUNT : Kind.TOO_MANY_OF_USER,
            null,
            null,
            Duration.between(now, free)));
  }

  private static long write(JdbcClient client, Entry entry, Instant now) {
    return client
        .sql(
            """
            INSERT INTO command (at, user_name, remote_address, provider, account, operation,
              call_id, part_id, dials, request, idempotency_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")
        .params(values(entry, now))
        .query(Long.class)
        .single();
  }

  private static List<Object> values(Entry entry, Instant now) {
    List<Object> values = new ArrayList<>();
    values.add(Micros.of(now));
    values.add(entry.user());
    values.add(entry.remoteAddress());
    values.add(entry.provider());
    values.add(entry.account());
    values.add(entry.operation());
    values.add(entry.callId());
    values.add(entry.partId());
    values.add(entry.dials());
    values.add(entry.request());
    values.add(entry.idempotencyKey());
    return values;
  }

  private void keepKey(JdbcClient client, Entry entry, long id, Instant now) {
    client
        .sql(
            """
            INSERT INTO idempotency_key (user_name, provider, account, operation, idempotency_key,
              command, process, request_hash, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(
            entry.user(),
            entry.provider(),
            entry.account(),
            entry.operation(),
            entry.idempotencyKey(),
            id,
            process,
            entry.requestHash(),
            Micros.of(now))
        .update();
  }

  /** Writes a command that did not leave; it doesn't count as a call. */
  public void refused(Entry entry, int status, String words, Instant now) {
    store.write(
        client -> {
          List<Object> values = values(entry, now);
          values.set(8, false);
          values.add(status);
          values.add(words);
          values.add(Micros.of(now));
          return client
              .sql(
                  """
                  INSERT INTO command (at, user_name, remote_address, provider, account, operation,
                    call_id, part_id, dials, request, idempotency_key, status, words, completed_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
              .params(values)
              .update();
        });
  }

  /**
   * Writes what became of a command.
   *
   * @param callId of the call that it created; null if none
   * @param providerStatus null if the provider gave no answer
   * @param repeatable whether its key is free again
   * @param words null for none
   */
  public void complete(
      long id,
      String callId,
      Integer providerStatus,
      Kept answer,
      boolean repeatable,
      String words,
      Instant now) {
    store.write(
        client -> {
          List<Object> values = new ArrayList<>();
          values.add(callId);
          values.add(providerStatus);
          values.add(answer.status());
          values.add(words);
          values.add(Micros.of(now));
          values.add(id);
          client
              .sql(
                  """
                  UPDATE command
                  SET call_id = COALESCE(call_id, ?), provider_status = ?, status = ?, words = ?,
                    completed_at = ?
                  WHERE id = ?""")
              .params(values)
              .update();
          return repeatable ? freeKey(client, id) : keepAnswer(client, id, answer);
        });
  }

  private static int freeKey(JdbcClient client, long id) {
    return client.sql("DELETE FROM idempotency_key WHERE command = ?").param(id).update();
  }

  private static int keepAnswer(JdbcClient client, long id, Kept answer) {
    List<Object> values = new ArrayList<>();
    values.add(answer.status());
    values.add(answer.mediaType());
    values.add(answer.body());
    values.add(answer.location());
    values.add(answer.retryAfter());
    values.add(id);
    return client
        .sql(
            """
            UPDATE idempotency_key
            SET status = ?, media_type = ?, body = ?, location = ?, retry_after = ?
            WHERE command = ?""")
        .params(values)
        .update();
  }

  /** Whether this call was created from here, after this moment. */
  public boolean hasCreated(String provider, String account, String callId, Instant after) {
    return reader
            .sql(
                """
            SELECT COUNT(*) FROM command
            WHERE provider = ? AND account = ? AND call_id = ? AND operation = ? AND at > ?""")
            .params(provider, account, callId, CREATE, Micros.of(after))
            .query(Long.class)
            .single()
        > 0;
  }

  public long count(Query query) {
    var filter = new Filter(query);
    return reader
        .sql("SELECT COUNT(*) FROM command" + filter.where())
        .params(filter.values)
        .query(Long.class)
        .single();
  }

  /** Newest first. */
  public List<Line> find(Query query, int page, int size) {
    var filter = new Filter(query);
    filter.values.add(size);
    filter.values.add((long) page * size);
    return reader
        .sql("SELECT * FROM command" + filter.where() + " ORDER BY id DESC LIMIT ? OFFSET ?")
        .params(filter.values)
        .query(CommandTrail::line)
        .list();
  }

  private static Line line(ResultSet row, int n) throws SQLException {
    return new Line(
        row.getLong("id"),
        Micros.read(row, "at"),
        row.getString("user_name"),
        row.getString("remote_address"),
        row.getString("provider"),
        row.getString("account"),
        row.getString("operation"),
        row.getString("call_id"),
        row.getString("part_id"),
        row.getString("request"),
        row.getString("idempotency_key"),
        integer(row, "provider_status"),
        integer(row, "status"),
        row.getString("words"),
        Micros.read(row, "completed_at"));
  }

  private static Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** The conditions that a query adds up to. */
  private static final class Filter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Filter(Query query) {
      add("user_name = ?", query.user());
      add("provider = ?", query.provider());
      add("account = ?", query.account());
      add("operation = ?", query.operation());
      add("call_id = ?", query.callId());
      add("at >= ?", Micros.of(query.from()));
      add("at < ?", Micros.of(query.to()));
    }

    private void add(String condition, Object value) {
      if (value != null) {
        conditions.add(condition);
        values.add(value);
      }
    }

    String where() {
      return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
  }
}
