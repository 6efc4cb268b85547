/** What a new provider begins with: the command {@code new provider}. */
package io.callbridge.kit.provider;
