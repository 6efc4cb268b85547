/**
 * Everything that must survive a power cut, over JDBC: the journal, the calls, the tasks, the
 * quarantine. Every change goes through {@link io.callbridge.store.GroupCommit}; reads use a pool
 * of their own.
 */
package io.callbridge.store;
