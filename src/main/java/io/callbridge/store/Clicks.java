package io.callbridge.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Calls that CRM users ordered with a click: each is written before it is placed, so that a second
 * click soon after it, on whichever node, finds the first.
 */
public class Clicks {

  private final GroupCommit store;
  private final JdbcClient reader;

  public Clicks(GroupCommit store, JdbcClient reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * What was ordered.
   *
   * @param extension of the agent; null where the provider rings a number
   * @param agent number, normalised; null where only the extension is known
   * @param customer number, normalised
   * @param display the business number that the customer sees, normalised; may be null
   * @param token stands in the address that the provider asks how the call goes on; a secret
   * @param callId null until it is known
   */
  public record Order(
      String id,
      Instant at,
      String crm,
      String provider,
      String account,
      String extension,
      String agent,
      String customer,
      String display,
      String token,
      String callId) {

    /** Who is rung first. */
    public String party() {
      return extension == null ? agent : extension;
    }

    /** Keeps numbers and the token out of logs. */
    @Override
    public String toString() {
      return "click %s at %s/%s".formatted(id, provider, account);
    }
  }

  /**
   * What a click is answered with.
   *
   * @param callId null if there is no call
   */
  public record Outcome(int status, String message, String callId) {}

  /**
   * Writes an order down, unless the same agent clicked the same customer just before.
   *
   * @param apart how long after a click another one is a call of its own
   * @return the order's id, or that of the click before
   */
  public String begin(Order order, Duration apart) {
    return store.write(
        client -> {
          boolean isNew = takePair(client, order, apart);
          if (isNew) {
            insert(client, order);
            return order.id();
          }
          return client
              .sql("SELECT click FROM click_pair WHERE crm = ? AND agent = ? AND customer = ?")
              .params(order.crm(), order.party(), order.customer())
              .query(String.class)
              .single();
        });
  }

  private static boolean takePair(JdbcClient client, Order order, Duration apart) {
    return client
            .sql(
                """
                INSERT INTO click_pair (crm, agent, customer, at, click) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (crm, agent, customer) DO UPDATE
                SET at = excluded.at, click = excluded.click
                WHERE click_pair.at <= ?""")
            .params(order.crm(), order.party(), order.customer(), Micros.of(order.at()), order.id())
            .param(Micros.of(order.at().minus(apart)))
            .update()
        > 0;
  }

  private static void insert(JdbcClient client, Order order) {
    List<Object> values = new ArrayList<>();
    values.add(order.id());
    values.add(Micros.of(order.at()));
    values.add(order.crm());
    values.add(order.provider());
    values.add(order.account());
    values.add(order.extension());
    values.add(order.agent());
    values.add(order.customer());
    values.add(order.display());
    values.add(hash(order.token()));
    client
        .sql(
            """
            INSERT INTO click (id, at, crm, provider, account, extension, agent, customer, display,
              token)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(values)
        .update();
  }

  /** Writes what became of an order; a call id that is known already stays. */
  public void answered(String id, Outcome outcome) {
    List<Object> values = new ArrayList<>();
    values.add(outcome.status());
    values.add(Text.of(outcome.message()));
    values.add(Text.of(outcome.callId()));
    values.add(id);
    store.write(
        client ->
            client
                .sql(
                    """
                    UPDATE click SET status = ?, message = ?, call_id = COALESCE(call_id, ?)
                    WHERE id = ?""")
                .params(values)
                .update());
  }

  /** Empty while the call is being placed. */
  public Optional<Outcome> outcome(String id) {
    return reader
        .sql("SELECT status, message, call_id FROM click WHERE id = ? AND status IS NOT NULL")
        .param(id)
        .query(
            (row, n) ->
                new Outcome(
                    row.getInt("status"), row.getString("message"), row.getString("call_id")))
        .optional();
  }

  /** The order whose address has this token. */
  public Optional<Order> find(String provider, String account, String token) {
    return reader
        .sql("SELECT * FROM click WHERE provider = ? AND account = ? AND token = ?")
        .params(provider, account, hash(token))
        .query((row, n) -> order(row, token))
        .optional();
  }

  /**
   * Fixes which call an order became, if nobody did.
   *
   * @return the order's call id
   */
  public String bind(String id, String callId) {
    return store.write(
        client ->
            client
                .sql(
                    "UPDATE click SET call_id = COALESCE(call_id, ?) WHERE id = ? RETURNING call_id")
                .params(Text.of(callId), id)
                .query(String.class)
                .single());
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Order order(ResultSet row, String token) throws SQLException {
    return new Order(
        row.getString("id"),
        Micros.read(row, "at"),
        row.getString("crm"),
        row.getString("provider"),
        row.getString("account"),
        row.getString("extension"),
        row.getString("agent"),
        row.getString("customer"),
        row.getString("display"),
        token,
        row.getString("call_id"));
  }
}
