package io.callbridge.sandbox.broadbanddynamics;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** The bridge at its address: {@code POST /api/matrex/callstatus/{callId}/{to}} (section 3). */
final class HttpBridge implements Bridge {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Supplier<URI> url;
  private final String account;
  private final String secret;

  /**
   * @param url asked for each delivery; without trailing slash
   * @param account null: none
   * @param secret null: none
   */
  HttpBridge(Supplier<URI> url, String account, String secret) {
    this.url = url;
    this.account = account;
    this.secret = secret;
  }

  @Override
  public int deliver(CallScript call, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(call))
            .timeout(PATIENCE)
            .header("Content-Type", call.form().mediaType())
            .POST(BodyPublishers.ofString(body));
    if (secret != null) {
      request.header("X-Callbridge-Secret", secret);
    }
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** The plus of the number goes literally for JSON and encoded else: both are legal (3.1). */
  private URI address(CallScript call) {
    String to = call.form() == CallbackForm.JSON ? call.to() : encoded(call.to());
    String query = account == null ? "" : "?account=" + encoded(account);
    return URI.create(
        "%s/api/matrex/callstatus/%s/%s%s".formatted(url.get(), call.callId(), to, query));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
