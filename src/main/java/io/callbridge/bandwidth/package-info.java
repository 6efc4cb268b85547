/**
 * Bandwidth: its call events and the rows of its call list as they come over the wire, and their
 * translation (contracts/bandwidth.md, contracts/mapping.md).
 *
 * <p>A call is its A-leg. The other legs, one for each party that a transfer rang, have ids of
 * their own and name the A-leg as {@code parentCallId}; what they say is kept as {@link
 * io.callbridge.call.Leg} of that call.
 */
package io.callbridge.bandwidth;
