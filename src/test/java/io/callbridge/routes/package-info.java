/** Checks of the files under {@code routes/}: the house rules that a route can break. */
package io.callbridge.routes;
