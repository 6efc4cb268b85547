/**
 * Steering calls at the providers on behalf of users: what may be asked, whom a call may reach,
 * that nothing is asked twice, and the trail of who asked what. The providers' own fields and
 * answers are in their packages.
 */
package io.callbridge.steer;
