package io.callbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample payloads in {@code src/test/resources/samples}. */
public final class Samples {

  private static final Path ROOT = Path.of("src/test/resources/samples");

  private Samples() {}

  /** The names of all files of a system, sorted. */
  public static List<String> of(String system) {
    try (Stream<Path> files = Files.list(ROOT.resolve(system))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * @param file such as {@code leadsquared/error-400.json}
   */
  public static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(ROOT.resolve(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }
}
