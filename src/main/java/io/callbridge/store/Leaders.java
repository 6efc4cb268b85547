package io.callbridge.store;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which node leads: it alone sends to CRMs, collects and looks for recordings. Leadership is a
 * lease, by the database's own clock, and has a number that grows with every new leader. What only
 * the leader may do is checked against that number in the very transaction that does it, so a node
 * that was paused or cut off, and has been replaced meanwhile, can't go on.
 */
public class Leaders {

  private final GroupCommit store;
  private final JdbcClient reader;
  private final Dialect dialect;

  /** Of this process; 0 before it first leads. */
  private volatile long epoch;

  Leaders(GroupCommit store, JdbcClient reader, Dialect dialect) {
    this.store = store;
    this.reader = reader;
    this.dialect = dialect;
  }

  /**
   * Who leads, or led last.
   *
   * @param node its name
   * @param epoch how many leaders there have been
   */
  public record Leader(String node, long epoch) {}

  /** Empty before the first. */
  public Optional<Leader> current() {
    return reader
        .sql("SELECT node, epoch FROM leader WHERE name = 'callbridge'")
        .query((row, n) -> new Leader(row.getString("node"), row.getLong("epoch")))
        .optional();
  }

  /**
   * Leads from now on, under a new number, unless another node's lease still holds.
   *
   * @return whether this process leads
   */
  public boolean take(String node, Duration lease) {
    Optional<Long> taken =
        store.write(
            client ->
                client
                    .sql(
                        """
                        INSERT INTO leader (name, node, epoch, lease_until)
                        VALUES ('callbridge', ?, 1, %s + ?)
                        ON CONFLICT (name) DO UPDATE SET
                          node = excluded.node, epoch = leader.epoch + 1,
                          lease_until = excluded.lease_until
                        WHERE %s
                        RETURNING epoch"""
                            .formatted(dialect.now(), dialect.leadershipIsFree()))
                    .params(node, micros(lease))
                    .query(Long.class)
                    .optional());
    taken.ifPresent(number -> epoch = number);
    return taken.isPresent();
  }

  /**
   * Leads on, also after the lease ran out, as long as nobody else has led meanwhile.
   *
   * @return whether this process leads
   */
  public boolean renew(Duration lease) {
    long ours = epoch;
    return store.write(
        client ->
            client
                    .sql(
                        "UPDATE leader SET lease_until = %s + ? WHERE name = 'callbridge' AND epoch = ?"
                            .formatted(dialect.now()))
                    .params(micros(lease), ours)
                    .update()
                == 1);
  }

  /** Lets another node lead at once. */
  public void giveBack() {
    long ours = epoch;
    store.write(
        client ->
            client
                .sql("UPDATE leader SET lease_until = 0 WHERE name = 'callbridge' AND epoch = ?")
                .param(ours)
                .update());
  }

  /**
   * Within a change that only the leader may make.
   *
   * @throws FormerLeaderException if this process doesn't lead any more, or never did
   */
  void check(JdbcClient client) {
    long ours = epoch;
    boolean leads =
        client
            .sql("SELECT EXISTS (SELECT 1 FROM leader WHERE name = 'callbridge' AND epoch = ?)")
            .param(ours)
            .query(Boolean.class)
            .single();
    if (!leads) {
      throw new FormerLeaderException();
    }
  }

  private static long micros(Duration lease) {
    return lease.toNanos() / 1000;
  }
}
