package io.callbridge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A running Callbridge, a process of its own. */
final class Bridge {

  private static final Path LOGS = Path.of("target/process-logs").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TAIL = 60;

  /** So that it starts soon and leaves room for others. */
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  /** Below the ports that the system gives to outgoing connections, so that none is in the way. */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final Process process;
  private final Path log;
  private final int port;

  private Bridge(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts the jar with nothing in its environment that could be meant for it. */
  static Bridge start(Path directory, int port, List<String> arguments) {
    Installation installation = Installation.get();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK);
    command.add("-XX:SharedArchiveFile=" + installation.classes());
    command.addAll(List.of("-jar", installation.jar().toString(), "--server.port=" + port));
    command.addAll(arguments);
    try {
      Files.createDirectories(LOGS);
      Path log = Files.createTempFile(LOGS, "bridge-", ".log");
      var builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(log.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.matches("(CALLBRIDGE|SPRING|SERVER)_.*"));
      return new Bridge(builder.start(), log, port);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one, then
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Waits until it takes requests. */
  Bridge ready() {
    await("the start of the application")
        .atMost(PATIENCE)
        .failFast("the process has ended", () -> !process.isAlive())
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .until(() -> send(request("/actuator/health")).statusCode() == 200);
    return this;
  }

  /** Waits until it has refused to start, and returns why, in its own words. */
  String refusal() {
    await("the end of the process").atMost(PATIENCE).until(() -> !process.isAlive());
    String output = output();
    assertThat(process.exitValue()).as(output).isNotZero();
    assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("\n\tat ");
    String description = output.substring(output.indexOf("Description:") + "Description:".length());
    return description.split("\nAction:")[0].strip();
  }

  /** Ends the process as a power cut would: it gets no chance to tidy up. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(30));
  }

  /** Asks the process to end, and waits until it has. */
  void stop() {
    process.destroy();
    awaitEnd(PATIENCE);
  }

  private void awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("process %d doesn't end".formatted(process.pid()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** As a sender who knows no user. */
  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    request.setHeader("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** What a stranger gets. */
  int status(String path) throws IOException, InterruptedException {
    return send(request(path)).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** The credentials of a user, for a header {@code Authorization}. */
  static String basic(String user, String password) {
    byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /** As the administrator, with the password that all tests use. */
  JsonNode json(String path) {
    try {
      HttpResponse<String> answer =
          send(request(path).header("Authorization", basic("admin", "admin")));
      assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
      return parse(answer.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException noJson) {
      throw new UncheckedIOException(json, noJson);
    }
  }

  /** All call logs, over all pages. */
  List<JsonNode> callLogs() {
    List<JsonNode> logs = new ArrayList<>();
    for (int page = 0; ; page++) {
      JsonNode items = json("/api/call-logs?size=500&page=" + page).path("items");
      items.forEach(logs::add);
      if (items.size() < 500) {
        return logs;
      }
    }
  }

  int countOf(String state) {
    return json("/api/call-logs?size=1&state=" + state).path("total").asInt();
  }

  /** The last lines that it wrote, and where the others are. */
  String tail() {
    List<String> lines = output().lines().toList();
    return "the end of %s:%n%s"
        .formatted(
            log, String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
