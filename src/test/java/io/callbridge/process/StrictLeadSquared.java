package io.callbridge.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A LeadSquared that forgives nothing (contracts/leadsquared.md, sections 3, 4 and 9). It shares no
 * code with the application nor with its simulators: a misreading in one is none in the other.
 */
final class StrictLeadSquared implements AutoCloseable {

  /**
   * What becomes of a post.
   *
   * @param end how it goes
   * @param after what time
   */
  record Fate(End end, Duration after) {

    static final Fate GOOD = new Fate(End.ACCEPTED, Duration.ZERO);

    enum End {
      ACCEPTED,
      /** Accepted, and then the connection is cut instead of answered. */
      ACCEPTED_UNSEEN,
      /** 503, and nothing was accepted. */
      REFUSED
    }
  }

  private static final String KEY = "strict-key";
  private static final String TOKEN_PATH = "/1/api/telephony/logcallcomplete/strict-token";
  private static final String STATUS_PATH = "/1/api/telephony/logcallcomplete/status";
  private static final String METRICS_PATH = "/1/api/telephony/logcallcomplete/metrics";
  private static final List<String> TEXTS =
      List.of(
          "SourceNumber",
          "DestinationNumber",
          "DisplayNumber",
          "StartTime",
          "EndTime",
          "CallDuration",
          "Status",
          "Direction",
          "CallSessionId");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int limit;
  private final Duration window;
  private final Supplier<Fate> fates;

  /** Request ids by call session. */
  private final Map<String, List<String>> accepted = new ConcurrentHashMap<>();

  private final Map<String, String> activities = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> arrivals = new ArrayList<>();
  private final Deque<Long> counting = new ArrayDeque<>();
  private int overLimit;

  /**
   * @param limit requests in any window, both of its ends included
   * @param fates asked for each post
   */
  StrictLeadSquared(int limit, Duration window, Supplier<Fate> fates) {
    this.limit = limit;
    this.window = window;
    this.fates = fates;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Settings of the account {@code main} here. */
  String[] account() {
    String prefix = "--callbridge.leadsquared.accounts.main.";
    return new String[] {
      prefix + "url=http://127.0.0.1:" + server.getAddress().getPort(),
      prefix + "call-log-path=" + TOKEN_PATH,
      prefix + "api-key=" + KEY,
      prefix + "limits=%d/%dms".formatted(limit, window.toMillis())
    };
  }

  /** The activities of each call session that was accepted; more than one is a duplicate. */
  Map<String, List<String>> activities() {
    Map<String, List<String>> byCall = new ConcurrentHashMap<>();
    accepted.forEach(
        (call, requests) -> byCall.put(call, requests.stream().map(activities::get).toList()));
    return byCall;
  }

  /** What was wrong with requests, other than being too many. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** How many requests were too many. */
  synchronized int overLimit() {
    return overLimit;
  }

  /** When requests arrived, in milliseconds of no particular beginning. */
  synchronized List<Long> arrivals() {
    return List.copyOf(arrivals);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean admitted = admit();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!admitted) {
        String words = "API calls exceeded the limit of %d in %d second(s)";
        answer(exchange, 429, words.formatted(limit, window.toSeconds()));
      } else if (!KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
        refuse(exchange, 401, "MXAuthenticationFailedException", "x-api-key");
      } else if (isAt(exchange, "POST", TOKEN_PATH)) {
        post(exchange, body);
      } else if (isAt(exchange, "GET", STATUS_PATH)) {
        look(exchange);
      } else if (isAt(exchange, "GET", METRICS_PATH)) {
        answer(exchange, 404, "");
      } else {
        refuse(exchange, 404, "MXNotFoundException", exchange.getRequestURI().toString());
      }
    }
  }

  private static boolean isAt(HttpExchange exchange, String method, String path) {
    return exchange.getRequestMethod().equals(method)
        && exchange.getRequestURI().getRawPath().equals(path);
  }

  /** Counts every request, the refused ones too. */
  private synchronized boolean admit() {
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    arrivals.add(now);
    counting.add(now);
    while (counting.getFirst() < now - window.toMillis()) {
      counting.removeFirst();
    }
    boolean admitted = counting.size() <= limit;
    overLimit += admitted ? 0 : 1;
    return admitted;
  }

  private void post(HttpExchange exchange, String body) throws IOException {
    JsonNode log = JSON.readTree(body);
    for (String name : TEXTS) {
      if (!log.path(name).isTextual() || log.path(name).asText().isBlank()) {
        refuse(exchange, 400, "MXInvalidInputException", name + " in " + body);
        return;
      }
    }
    Fate fate = fates.get();
    if (fate.end() == Fate.End.REFUSED) {
      answer(exchange, 503, "");
      return;
    }
    String request = UUID.randomUUID().toString();
    activities.put(request, UUID.randomUUID().toString());
    accepted
        .computeIfAbsent(
            log.path("CallSessionId").asText(),
            call -> Collections.synchronizedList(new ArrayList<>()))
        .add(request);
    LockSupport.parkNanos(fate.after().toNanos());
    if (fate.end() == Fate.End.ACCEPTED) {
      answer(
          exchange,
          200,
          "{\"Status\":\"Request accepted\",\"RequestID\":\"%s\"}".formatted(request));
    }
  }

  private void look(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    String request = query.replaceFirst("^RequestID=", "");
    String activity = activities.get(request);
    if (activity == null) {
      refuse(exchange, 404, "MXInvalidInputException", query);
      return;
    }
    String message =
        "{\"Status\":\"Success\",\"Message\":\"Phone Call Logged Successfully\",\"ProspectActivityId\":\"%s\"}"
            .formatted(activity);
    answer(
        exchange,
        200,
        JSON.createObjectNode()
            .put("RequestId", request)
            .set(
                "TaskStatus",
                JSON.createObjectNode()
                    .put("TaskType", "Telephony-LogCall")
                    .put("Status", "Success")
                    .put("StatusReason", "Request was successfully completed")
                    .put("Message", message))
            .toString());
  }

  private void refuse(HttpExchange exchange, int status, String type, String what)
      throws IOException {
    complaints.add("%d %s: %s".formatted(status, type, what));
    answer(
        exchange,
        status,
        JSON.createObjectNode()
            .put("Status", "Error")
            .put("ExceptionType", type)
            .put("ExceptionMessage", what)
            .toString());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
