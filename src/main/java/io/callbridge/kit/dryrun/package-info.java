/** What changed routes and settings would make of past events: the command {@code dry-run}. */
package io.callbridge.kit.dryrun;
