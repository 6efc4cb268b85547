package io.callbridge.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for tests, from the binaries that Maven brings. It refuses to run as root, so
 * there it runs as {@code nobody}. It is kept off the disk's speed ({@code fsync=off}): what it
 * promises over a power cut isn't ours to test.
 */
public final class TestPostgres implements AutoCloseable {

  private static final String BINARIES = "/postgres-linux-x86_64.txz";
  private static final String USER = "callbridge";
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private final Path folder;
  private final int port;

  private TestPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts an empty server on a free port.
   *
   * @throws UnavailableException if this machine can't run one; the message says why
   */
  public static TestPostgres start() {
    try {
      Path folder = Files.createTempDirectory("callbridge-postgres-");
      var server = new TestPostgres(folder, freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.unpack();
      server.run("initdb", "-D", server.data(), "-U", USER, "--no-sync", "-E", "UTF8");
      server.startAgain();
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** This machine has no PostgreSQL for tests. */
  public static final class UnavailableException extends RuntimeException {

    UnavailableException(String reason) {
      super(reason);
    }
  }

  private void unpack() throws IOException {
    try (InputStream binaries = TestPostgres.class.getResourceAsStream(BINARIES)) {
      if (binaries == null || !isLinuxOnX86()) {
        throw new UnavailableException("no PostgreSQL binaries for this kind of machine");
      }
      Files.copy(binaries, folder.resolve("binaries.txz"));
    }
    execute(List.of("tar", "-xJf", folder.resolve("binaries.txz").toString(), "-C", "" + folder));
    Files.delete(folder.resolve("binaries.txz"));
    if (IS_ROOT) {
      execute(List.of("chown", "-R", "nobody", folder.toString()));
    }
  }

  private static boolean isLinuxOnX86() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  /** For a user that needs no password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(port, USER);
  }

  /** Ends it as an administrator would in a hurry: every connection breaks. */
  public void stop() {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  public void startAgain() {
    String options =
        "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
            .formatted(port, folder);
    String log = folder.resolve("log").toString();
    run("pg_ctl", "-D", data(), "-o", options, "-l", log, "-w", "start");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (IS_ROOT) {
      command.addAll(List.of("runuser", "-u", "nobody", "--"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    execute(command);
  }

  private void execute(List<String> command) {
    try {
      File output = Files.createTempFile("callbridge-postgres-", ".log").toFile();
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new UnavailableException(command.get(0) + " doesn't end");
        }
        if (process.exitValue() != 0) {
          throw new UnavailableException(
              "%s: %s".formatted(command, Files.readString(output.toPath())));
        }
      } finally {
        Files.delete(output.toPath());
      }
    } catch (IOException missing) {
      throw new UnavailableException(missing.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Stops it and leaves nothing behind. */
  @Override
  public void close() {
    if (!Files.exists(folder)) {
      return;
    }
    if (Files.exists(folder.resolve("data/postmaster.pid"))) {
      stop();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
