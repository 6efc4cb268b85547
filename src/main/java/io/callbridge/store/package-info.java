/**
 * Everything that must survive a power cut, over JDBC: the journal, the calls, the tasks, the
 * quarantine. Every change goes through {@link io.callbridge.store.GroupCommit}; reads use a pool
 * of their own.
 *
 * <p>The store is a SQLite file or a PostgreSQL database, with the same migrations and statements;
 * {@code Dialect} has the few words that differ. On both, one transaction at a time changes it,
 * over all nodes. Folding a call, joining two, deciding what becomes of a task: each reads first
 * and then writes what follows from it, over several rows and tables. With one writer that is right
 * as it stands, and is tested once for both. Locks on single rows would need an order among them,
 * and repetitions of what the database breaks off, to allow what isn't needed: a commit is shared
 * by up to 256 changes, far more than nodes have at a time.
 */
package io.callbridge.store;
