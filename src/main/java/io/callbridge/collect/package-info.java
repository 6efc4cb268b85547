/**
 * Fetching call detail records (CDRs) on a schedule or on demand: which time ranges are due, how
 * far each account has been collected, and what the provider itself lists, kept apart from the
 * journal. The requests themselves are routes, {@code <provider>-collect-calls}.
 */
package io.callbridge.collect;
