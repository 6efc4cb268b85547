/**
 * Takes changed route files into the running bridge: checked, loaded aside, run against the cases,
 * and swapped in while requests wait. What fails leaves the old routes running.
 */
package io.callbridge.kit.reload;
