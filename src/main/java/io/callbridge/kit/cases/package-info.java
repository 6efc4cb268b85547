/**
 * Cases: folders that say what arrives at the bridge and what must come out. They are run through
 * the real routes by the command {@code test}, by tests and before changed routes are swapped in.
 */
package io.callbridge.kit.cases;
