package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All far ends at once, on this machine: every request of a route comes here, whatever its address,
 * is written down, and gets the answer that the case has for it.
 */
public final class FarEnds implements AutoCloseable {

  /** The header that says where a request was really meant to go. */
  static final String MEANT_FOR = "X-Case-Meant-For";

  /** What any client sends. */
  private static final Set<String> USUAL =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "host",
          "transfer-encoding",
          "user-agent",
          MEANT_FOR.toLowerCase(Locale.ROOT));

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final int OK = 200;
  private static final int NOT_IMPLEMENTED = 501;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(run -> new Thread(run, "case-far-end"));
  private final HttpServer server;
  private final List<ObjectNode> requests = new ArrayList<>();
  private List<FarEndAnswers> answers = List.of();
  private Runnable losesStore = () -> {};

  public FarEnds() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /**
   * Forgets the case before.
   *
   * @param losesStore makes the store fail
   */
  synchronized void play(List<FarEndAnswers> answers, Runnable losesStore) {
    this.answers = answers;
    this.losesStore = losesStore;
    requests.clear();
  }

  /**
   * Answers every request with this.
   *
   * @param json the body
   */
  public void answerAll(String json) {
    var always =
        new FarEndAnswers.Answer(OK, JSON, json.getBytes(StandardCharsets.UTF_8), false, false);
    play(List.of(FarEndAnswers.always(always)), () -> {});
  }

  /** The requests so far, in order. */
  public synchronized List<ObjectNode> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String request =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestHeaders().getFirst(MEANT_FOR)
            + exchange.getRequestURI();
    FarEndAnswers.Answer answer = take(request, headers(exchange), body);
    if (answer.losesStore()) {
      losesStore.run();
    }
    if (answer.isCut()) {
      exchange.close();
      return;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String shown = name.toLowerCase(Locale.ROOT);
              if (!USUAL.contains(shown)) {
                headers.put(shown, String.join(", ", values));
              }
            });
    return headers;
  }

  private synchronized FarEndAnswers.Answer take(
      String request, Map<String, String> headers, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    JsonNode readable = Texts.readable(text, headers.get("content-type"));
    ObjectNode shown = Texts.JSON.createObjectNode().put("request", request);
    ObjectNode shownHeaders = shown.putObject("headers");
    headers.forEach(shownHeaders::put);
    if (body.length > 0) {
      shown.set("body", readable);
    }
    requests.add(shown);
    for (FarEndAnswers each : answers) {
      if (each.fits(request, body)) {
        return each.next();
      }
    }
    shown.put("answer", "the case has none for this request");
    return new FarEndAnswers.Answer(NOT_IMPLEMENTED, Map.of(), new byte[0], false, false);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
