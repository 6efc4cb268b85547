package io.callbridge.verba;

import java.util.Map;

/**
 * One element of an answer, wherever it stood.
 *
 * @param name local name, as sent
 * @param attributes by local name
 * @param text its own text without that of its children, without blanks at both ends; may be empty
 */
record VerbaElement(String name, Map<String, String> attributes, String text) {

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Empty if there is no such attribute. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "").strip();
  }
}
