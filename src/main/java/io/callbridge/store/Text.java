package io.callbridge.store;

/** Text from outside as every database takes it: PostgreSQL has no NUL in its texts. */
final class Text {

  private Text() {}

  /** Null stays null. */
  static String of(String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }
}
