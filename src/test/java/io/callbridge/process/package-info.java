/** The packaged application as a process of its own, tried from outside. */
package io.callbridge.process;
