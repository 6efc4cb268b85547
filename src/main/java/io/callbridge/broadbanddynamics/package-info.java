/**
 * Broadband Dynamics: the call-status callback as it comes over the wire, and its translation
 * (contracts/broadband-dynamics.md).
 */
package io.callbridge.broadbanddynamics;
