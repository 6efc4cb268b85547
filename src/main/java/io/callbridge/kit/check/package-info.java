/**
 * What can be known of the files under {@code routes/} and of the settings without starting
 * anything: the command {@code check}. The rules stand here once; tests and the reload of routes
 * call them.
 */
package io.callbridge.kit.check;
