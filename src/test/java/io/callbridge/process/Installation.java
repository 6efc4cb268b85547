package io.callbridge.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archive that ships, unpacked and prepared for fast starts as its users do it. Made once for
 * all tests of a build, whichever process of theirs comes first.
 *
 * @param jar what its script starts
 * @param classes the class-data archive that it starts it with
 */
record Installation(Path jar, Path classes) {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Installation MADE = make();

  static Installation get() {
    return MADE;
  }

  private static Installation make() {
    try {
      Path archive = archive();
      Path home = TARGET.resolve("process/" + Files.getLastModifiedTime(archive).toMillis());
      Files.createDirectories(home);
      try (var channel =
              FileChannel.open(
                  home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        Path ready = home.resolve("ready");
        if (!Files.exists(ready)) {
          run(home, "tar", "-xzf", archive.toString(), "--strip-components=1");
          run(home, "bin/callbridge", "prepare");
          Files.createFile(ready);
        }
        return new Installation(made(home, "callbridge.jar"), made(home, "classes.jsa"));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path archive() throws IOException {
    try (Stream<Path> built = Files.list(TARGET)) {
      return built
          .filter(file -> file.getFileName().toString().matches("callbridge-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("Nothing is packaged; run ./mvnw verify"));
    }
  }

  private static Path made(Path home, String name) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  private static void run(Path home, String... command) throws IOException {
    Path log = home.resolve("log");
    var builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      assertThat(builder.start().waitFor()).as("%s, see %s", List.of(command), log).isZero();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
