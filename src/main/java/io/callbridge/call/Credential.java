package io.callbridge.call;

/**
 * Something that lets us in at a far end, or the far end in here. Its value is nobody's business.
 *
 * @param system such as {@code bandwidth}
 * @param account as in the configuration
 * @param name for a person
 * @param without what happens while it isn't set, for a person
 */
public record Credential(
    String system, String account, String name, boolean isSet, String without) {

  public static Credential of(
      String system, String account, String name, String value, String without) {
    return new Credential(system, account, name, value != null && !value.isBlank(), without);
  }
}
