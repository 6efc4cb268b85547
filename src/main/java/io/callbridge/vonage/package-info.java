/**
 * Vonage Business Communications: reports, webhooks and live calls as they come over the wire,
 * their translation, and the account's token (contracts/vonage.md).
 */
package io.callbridge.vonage;
