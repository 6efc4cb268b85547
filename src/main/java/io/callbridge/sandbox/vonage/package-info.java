/**
 * Vonage Business Communications, played: tokens, the Reports API, the Telephony API and the
 * webhook service, and the calls that all of them are about.
 *
 * <p>{@code CallWriter} makes up a call, {@code CallPlayer} plays it and tells {@code Courier} what
 * to deliver; {@code Switchboard} holds the truth that the APIs show. For people and tests: {@code
 * /simulator/vonage/desk}.
 *
 * <p>Section numbers in this package are those of the Vonage contract.
 */
package io.callbridge.sandbox.vonage;
