/**
 * LeadSquared: the call log as it is posted, and the readings of its answers
 * (contracts/leadsquared.md).
 */
package io.callbridge.leadsquared;
