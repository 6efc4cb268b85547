/**
 * Providers that are declared in a table of the settings instead of being programmed: where each
 * part of a call event stands in their webhooks, and how their senders are known. A table fetches
 * and translates; it computes nothing.
 */
package io.callbridge.declared;
