/**
 * Far ends that follow the contracts and have no habit of the simulators: they share no code with
 * them, and use the liberties that the contracts leave to a sender, such as other names, orders,
 * paging and forms of the same thing.
 */
package io.callbridge.farend;
