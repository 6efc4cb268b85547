/**
 * The far ends, played: what an integration engineer uses to try a changed route before a provider
 * or a CRM sees it.
 *
 * <p>Each sub-package is one far end and as strict as the real one. They share no code with the
 * rest of Callbridge, so that a misreading of a contract cannot cancel itself out, and they exist
 * only in the profiles {@code sandbox} and {@code simulator}. All of them live under {@code
 * /simulator/**} and answer this machine only.
 */
package io.callbridge.sandbox;
