package io.callbridge.verba;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The payloads in {@code src/test/resources/samples/verba}. */
final class Samples {

  private Samples() {}

  static byte[] bytes(String name) {
    try (InputStream sample = Samples.class.getResourceAsStream("/samples/verba/" + name)) {
      return sample.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
