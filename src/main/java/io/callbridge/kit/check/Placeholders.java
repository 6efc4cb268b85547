package io.callbridge.kit.check;

/** Which settings exist. */
public interface Placeholders {

  /** Whether a setting of that name has a value. */
  boolean has(String key);
}
