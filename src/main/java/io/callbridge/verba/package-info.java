/**
 * The Verba recorder (contracts/verba.md): asked for the link to a call's recording. It never
 * pushes events, and no answer of it ever changes a call.
 */
package io.callbridge.verba;
