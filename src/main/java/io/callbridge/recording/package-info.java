/**
 * Looking for the recordings of ended calls at a recorder: which searches are due, and what becomes
 * of their results. A recording that is found is one more event of its call, so it is folded in
 * like any other, before the post or after it.
 */
package io.callbridge.recording;
