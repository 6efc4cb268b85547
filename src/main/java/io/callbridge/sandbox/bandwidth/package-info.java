/**
 * Bandwidth, played: the Voice API v2 under {@code /simulator/bandwidth/api/v2}, and calls that it
 * makes up and reports to the bridge.
 *
 * <p>{@code CallWriter} makes up a call with all its legs, {@code EventWriter} writes what
 * Bandwidth says of it, {@code Mischief} decides what becomes of that on the way, {@code
 * CallPlayer} sends it when it is due, and {@code PlayedCalls} remembers the truth, from which the
 * API answers as of the clock: {@code GET /simulator/bandwidth/calls} shows it.
 *
 * <p>Section numbers in this package are those of the Bandwidth contract.
 */
package io.callbridge.sandbox.bandwidth;
