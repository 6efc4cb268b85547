/**
 * The Verba recorder, played by contracts/verba.md: keys, tokens that expire, calls that are found
 * some time after they ended. Sections named in comments are sections of that contract.
 */
package io.callbridge.sandbox.verba;
