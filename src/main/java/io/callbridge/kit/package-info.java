/**
 * The route kit: what an integration engineer needs to change a route and know that it is right.
 */
package io.callbridge.kit;
