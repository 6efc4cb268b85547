/**
 * Getting call logs into a CRM, whichever it is: the states of a task, and the pure rules of when
 * the CRM may be called. The moving parts that use them are in {@code io.callbridge.dispatch}.
 */
package io.callbridge.task;
