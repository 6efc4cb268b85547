/** Which steps and branches of the routes the cases ran: the command {@code coverage}. */
package io.callbridge.kit.coverage;
