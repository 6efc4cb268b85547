/**
 * The moving parts between the journal and the CRM: folding changed calls into tasks, claiming due
 * tasks within the budget, and what each answer makes of a task. The routes in {@code
 * routes/calls}, {@code routes/tasks} and {@code routes/leadsquared} say when these are called; no
 * class here knows a URL or a Camel type.
 *
 * <p>DESIGN section 4 has them in {@code task}; they stand apart so that {@code task} stays pure
 * and {@code store} can use it without a cycle.
 */
package io.callbridge.dispatch;
