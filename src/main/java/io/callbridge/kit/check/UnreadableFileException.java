package io.callbridge.kit.check;

/** A file can't be read as YAML at all. */
public class UnreadableFileException extends RuntimeException {

  private final transient Finding finding;

  UnreadableFileException(int line, String words) {
    super("line %d: %s".formatted(line, words));
    this.finding = new Finding(line, "can't be read: " + words);
  }

  Finding finding() {
    return finding;
  }
}
