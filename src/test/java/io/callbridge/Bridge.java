package io.callbridge;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.store.GroupCommit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running {@link FullApplication} as a provider and a user see it, and its quarantine. */
public class Bridge {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Environment environment;
  private final JdbcClient store;
  private final GroupCommit commits;

  Bridge(Environment environment, JdbcClient store, GroupCommit commits) {
    this.environment = environment;
    this.commits = commits;
    this.store = store;
  }

  /** What became of a request that could not be used. */
  public record Quarantined(
      String method, String path, String mediaType, byte[] body, String reason) {}

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  /** The address for one call's statuses. */
  public static String callStatus(String callId, String to) {
    return "/api/matrex/callstatus/" + callId + "/" + to;
  }

  /** The same for an account, with the number of all samples. */
  public static String callStatusOf(String account) {
    return callStatus("req-1", "+12025550143") + "?account=" + account;
  }

  /** A JSON event that ends a call after 73 s. */
  public static String completed(String callSid) {
    return Samples.text("broadband-dynamics/flow-4-completed.json")
        .replace("BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901", callSid);
  }

  public HttpResponse<String> postJson(String path, String json, String... headers) {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Has what a call log waits for done now. */
  public void hurry(long callLog) {
    commits.write(
        client ->
            client
                .sql("UPDATE task SET due_at = 0 WHERE call = ? AND kind = 'LOG'")
                .param(callLog)
                .update());
  }

  /**
   * @param mediaType null to send none
   * @param headers names and values in turn
   */
  public HttpResponse<String> post(String path, String mediaType, byte[] body, String... headers) {
    return send(request(path, mediaType, headers).POST(BodyPublishers.ofByteArray(body)).build());
  }

  public CompletableFuture<HttpResponse<String>> postLater(String path, String json) {
    return http.sendAsync(
        request(path, "application/json").POST(BodyPublishers.ofString(json)).build(),
        BodyHandlers.ofString());
  }

  public HttpRequest.Builder request(String path, String mediaType, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url(path)));
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /**
   * Posts JSON to a path that an HTTP client would refuse or repair.
   *
   * @return the status
   */
  public int postJsonTo(String rawPath, String json) {
    String head = "POST %s HTTP/1.1\nContent-Type: application/json\nContent-Length: %d\n";
    return raw(head.formatted(rawPath, json.getBytes(StandardCharsets.UTF_8).length), json)
        .status();
  }

  /** A request of the logged-in admin for a path that an HTTP client would refuse or repair. */
  public RawAnswer getRaw(String rawPath) {
    return raw("GET %s HTTP/1.1\nAuthorization: %s\n".formatted(rawPath, login()), "");
  }

  /** An answer as it came. */
  public record RawAnswer(int status, String head, String body) {}

  private RawAnswer raw(String head, String body) {
    String request = head + "Host: 127.0.0.1\nConnection: close\n\n";
    try (var socket = new Socket("127.0.0.1", port())) {
      socket
          .getOutputStream()
          .write((request.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      return new RawAnswer(
          Integer.parseInt(answer.split(" ")[1]),
          answer.substring(0, end),
          answer.substring(end + 4));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A request of the logged-in admin. */
  public HttpResponse<String> get(String path) {
    return send(request(path, null, "Authorization", login()).build());
  }

  public static String login() {
    return loginOf("admin");
  }

  /** The header of a request of one of the users of {@link FullApplication}. */
  public static String loginOf(String user) {
    String both = user + ":" + FullApplication.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** A request of the logged-in admin that changes something. */
  public HttpResponse<String> post(String path) {
    return post(path, "{}");
  }

  /** The same with a JSON body. */
  public HttpResponse<String> post(String path, String json) {
    return postJson(path, json, "Authorization", login());
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException noJson) {
      throw new AssertionError("not JSON: " + text, noJson);
    }
  }

  /** The call log of a call, with its events and steps, as soon as it is listed. */
  public JsonNode callLog(String account, String callId) {
    String query = "/api/call-logs?account=" + account + "&callId=" + callId;
    JsonNode list =
        patiently().until(() -> json(get(query).body()), found -> found.path("total").asInt() == 1);
    return json(get("/api/call-logs/" + list.at("/items/0/id").asText()).body());
  }

  /** The same, as soon as it has this many requests with answers. */
  public JsonNode answeredCallLog(String account, String callId, int requests) {
    return patiently()
        .until(
            () -> callLog(account, callId),
            log ->
                steps(log).stream().filter(step -> !step.path("answeredAt").isNull()).count()
                    >= requests);
  }

  /** The same, as soon as the CRM has accepted it, and perhaps logged it. */
  public JsonNode acceptedCallLog(String account, String callId) {
    return patiently()
        .until(() -> callLog(account, callId), log -> !log.path("requestId").isNull());
  }

  /** The same, as soon as it is in this state. */
  public JsonNode callLogInState(String account, String callId, String state) {
    return patiently()
        .until(() -> callLog(account, callId), log -> log.path("state").asText().equals(state));
  }

  private static ConditionFactory patiently() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50));
  }

  /** The requests to the CRM that a call log shows, in order. */
  public static List<JsonNode> requests(JsonNode callLog) {
    return steps(callLog).stream().filter(step -> !step.path("sentAt").isNull()).toList();
  }

  private static List<JsonNode> steps(JsonNode callLog) {
    return StreamSupport.stream(callLog.path("steps").spliterator(), false).toList();
  }

  /** What has been put into quarantine for paths that hold this text, in order. */
  public List<Quarantined> quarantined(String partOfPath) {
    return store
        .sql("SELECT * FROM quarantine WHERE path LIKE ? ORDER BY id")
        .param("%" + partOfPath + "%")
        .query(
            (row, n) ->
                new Quarantined(
                    row.getString("method"),
                    row.getString("path"),
                    row.getString("media_type"),
                    row.getBytes("body"),
                    row.getString("reason")))
        .list();
  }
}
