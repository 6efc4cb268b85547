/**
 * Broadband Dynamics, played: it makes up calls and posts their status callbacks to the bridge.
 *
 * <p>{@code CallWriter} makes up a call, {@code Mischief} decides what becomes of its callbacks on
 * the way, {@code CallPlayer} sends them when they are due, and {@code PlayedCalls} remembers the
 * truth: {@code GET /simulator/broadband-dynamics/calls}.
 *
 * <p>Section numbers in this package are those of the Broadband Dynamics contract.
 */
package io.callbridge.sandbox.broadbanddynamics;
