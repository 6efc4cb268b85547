/**
 * Several nodes on one PostgreSQL: every node takes webhooks and assembles; one leads, that is,
 * sends to the CRMs, collects, and looks for recordings. The routes of the leader begin with
 * Camel's {@code master:}, and this package tells Camel who it is. It is the only one that knows
 * Camel's types.
 *
 * <p>Leadership is a <b>lease</b> in the store ({@link io.callbridge.store.Leaders}), not an
 * advisory lock of a session, for four reasons. A session can end without its holder noticing, so a
 * lock needs a number that tells an old leader from a new one just as a lease does. A node that
 * hangs keeps its lock for as long as its connection lives, but not its lease. A host that
 * disappears is noticed after the lease, not after TCP's time-outs. And when PostgreSQL is
 * restarted, the leader stays what it was: nothing changes hands, so nothing becomes {@code
 * UNCONFIRMED} for it. The price is that a killed leader is replaced only after its lease, 10
 * seconds; one that is stopped in order gives it back.
 *
 * <p>The lease runs by the database's clock, so the nodes' clocks don't matter for it. That two
 * nodes might both believe to lead for a moment does no harm, because believing is not enough: each
 * claim, and each request's write-ahead, checks in its own transaction that the leader's number in
 * the store is still this process's own. What was written down before a takeover and may have left
 * is {@code UNCONFIRMED} after it, and counts against the budget as if it were sent just then.
 *
 * <p>On a SQLite file one process is alone, so it leads from its start on; all the rest is the
 * same.
 */
package io.callbridge.cluster;
