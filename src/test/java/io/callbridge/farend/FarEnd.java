package io.callbridge.farend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server on a port of its own. */
abstract class FarEnd implements AutoCloseable {

  /**
   * An answer.
   *
   * @param headers as name, value, name, value
   */
  record Answer(int status, String body, String... headers) {}

  /** A request. */
  record Request(String method, String path, String rawQuery, String body, HttpExchange exchange) {

    String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    Map<String, String> query() {
      return form(rawQuery);
    }

    static Map<String, String> form(String encoded) {
      Map<String, String> form = new LinkedHashMap<>();
      for (String pair :
          encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
        String[] parts = pair.split("=", 2);
        form.put(decode(parts[0]), decode(parts.length > 1 ? parts[1] : ""));
      }
      return form;
    }

    private static String decode(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  private final HttpServer server;

  /** What a far end would complain about. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  FarEnd() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(Executors.newCachedThreadPool(FarEnd::daemon));
    server.createContext("/", this::handle);
    server.start();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "far-end");
    thread.setDaemon(true);
    return thread;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestURI().getRawQuery(),
            body,
            exchange);
    Answer answer;
    synchronized (this) {
      try {
        answer = answer(request);
      } catch (RuntimeException notUnderstood) {
        complaints.add(request.method() + " " + request.path() + ": " + notUnderstood);
        answer = new Answer(500, "");
      }
    }
    for (int i = 0; i < answer.headers().length; i += 2) {
      exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
    }
    // A length of 0 means chunks.
    exchange.sendResponseHeaders(answer.status(), 0);
    try (var out = exchange.getResponseBody()) {
      for (String line : answer.body().split("(?<=\n)")) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  /** One at a time. */
  abstract Answer answer(Request request);

  Answer complain(int status, String words) {
    complaints.add(words);
    return new Answer(status, "");
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  static <T> List<T> listOf(List<T> one, List<T> other) {
    List<T> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
