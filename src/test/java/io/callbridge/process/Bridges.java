package io.callbridge.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts bridges for a test, shows what they said if it fails, and leaves none behind. */
final class Bridges implements AfterTestExecutionCallback, AfterEachCallback {

  static final Path PROJECT = Path.of("").toAbsolutePath();

  private final List<Bridge> started = new ArrayList<>();
  private final Thread ifTheTestsAreStopped = new Thread(this::killAll);

  Bridges() {
    Runtime.getRuntime().addShutdownHook(ifTheTestsAreStopped);
  }

  /** Starts one in the project's directory, where its routes are, on a port of its own. */
  Bridge start(String... arguments) {
    return start(PROJECT, Bridge.freePort(), arguments);
  }

  synchronized Bridge start(Path directory, int port, String... arguments) {
    Bridge bridge = Bridge.start(directory, port, List.of(arguments));
    started.add(bridge);
    return bridge;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      started.forEach(bridge -> System.err.println(bridge.tail()));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    killAll();
    Runtime.getRuntime().removeShutdownHook(ifTheTestsAreStopped);
  }

  private synchronized void killAll() {
    started.forEach(Bridge::kill);
  }
}
