/**
 * The domain: call events, and what they add up to. Depends on nothing but the JDK and
 * libphonenumber; every other package may use it.
 */
package io.callbridge.call;
