package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends events over HTTP, by POST as JSON or by GET as query parameters (section 5.1). */
final class HttpBridge implements Bridge {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Supplier<Webhook.Target> bridge;

  /**
   * @param bridge where events go that have no URL of their own; asked for each delivery
   */
  HttpBridge(Supplier<Webhook.Target> bridge) {
    this.bridge = bridge;
  }

  @Override
  public Reply deliver(Webhook webhook) {
    HttpRequest request =
        request(webhook.target() == null ? bridge.get() : webhook.target(), webhook.body());
    try {
      return send(request);
    } catch (ConnectException noConnection) {
      try {
        return send(request);
      } catch (IOException still) {
        return Reply.NONE;
      }
    } catch (IOException noAnswer) {
      return Reply.NONE;
    }
  }

  private Reply send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.NONE;
    }
  }

  private static HttpRequest request(Webhook.Target target, Map<String, Object> body) {
    HttpRequest.Builder request;
    if ("GET".equalsIgnoreCase(target.method())) {
      String separator = target.url().contains("?") ? "&" : "?";
      request = HttpRequest.newBuilder(URI.create(target.url() + separator + query(body)));
    } else {
      request =
          HttpRequest.newBuilder(URI.create(target.url()))
              .header("Content-Type", "application/json; charset=utf-8")
              .POST(BodyPublishers.ofString(json(body)));
    }
    if (target.username() != null && !target.username().isEmpty()) {
      String shown = target.username() + ":" + target.password();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8)));
    }
    return request.timeout(PATIENCE).build();
  }

  private static String query(Map<String, Object> body) {
    return body.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
