/**
 * The console at {@code /}: pages for the people who run the bridge.
 *
 * <p>They are rendered here, by Spring MVC and Thymeleaf, and are no routes: routes are the
 * conversation with other systems, which integration engineers read and change; nothing of a page
 * would be clearer in YAML. A page asks the same beans as the operation of the API that tells the
 * same, with the same query, so both know the same filters, refuse the same nonsense in the same
 * words, and need the same role. Pages work without scripts; with them they stay up to date.
 */
package io.callbridge.console;
