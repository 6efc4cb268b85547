/**
 * Running it: who may do what, what people can look at, and what the operator's settings must hold.
 */
package io.callbridge.ops;
