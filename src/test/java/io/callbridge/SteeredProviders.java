package io.callbridge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bandwidth and Vonage as a real HTTP server, one for all tests, for those that steer calls. Each
 * account has a path of its own; what isn't stubbed is an empty list or a 404.
 */
public final class SteeredProviders {

  /**
   * Accounts with room for every test; the others allow two calls a minute and user, three in all.
   */
  public static final String BANDWIDTH = "9900001";

  public static final String BANDWIDTH_LIMITED = "9900002";
  public static final String VONAGE = "1001001";
  public static final String VONAGE_LIMITED = "1001002";

  private static final int OTHERWISE = 10;
  private static final WireMockServer SERVER = started();

  private SteeredProviders() {}

  private static WireMockServer started() {
    var server =
        new WireMockServer(
            wireMockConfig().dynamicPort().bindAddress("127.0.0.1").containerThreads(50));
    server.start();
    server.stubFor(any(anyUrl()).atPriority(OTHERWISE + 1).willReturn(aResponse().withStatus(404)));
    server.stubFor(
        get(urlPathMatching("/bandwidth/accounts/[^/]+/calls"))
            .atPriority(OTHERWISE)
            .willReturn(okJson("[]")));
    server.stubFor(
        get(urlPathMatching("/reports/.*"))
            .atPriority(OTHERWISE)
            .willReturn(okJson(Samples.text("vonage/reports-empty.json"))));
    server.stubFor(
        post(urlPathEqualTo("/token"))
            .atPriority(OTHERWISE)
            .willReturn(okJson(Samples.text("vonage/token-response.json"))));
    return server;
  }

  public static WireMockServer server() {
    return SERVER;
  }

  /** A sample of a system as an answer. */
  public static ResponseDefinitionBuilder sample(int status, String file) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json;charset=UTF-8")
        .withBody(Samples.bytes(file));
  }

  static Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    bandwidth(settings, BANDWIDTH, 1_000, 1_000);
    bandwidth(settings, BANDWIDTH_LIMITED, 2, 3);
    vonage(settings, VONAGE, 1_000, 1_000);
    settings.put("callbridge.vonage.accounts." + VONAGE + ".webhook-secret", TestAccounts.SECRET);
    vonage(settings, VONAGE_LIMITED, 2, 3);
    return settings;
  }

  private static void bandwidth(
      Map<String, Object> settings, String name, int perUser, int perMinute) {
    String account = "callbridge.bandwidth.accounts." + name + ".";
    settings.put(account + "url", SERVER.baseUrl() + "/bandwidth");
    settings.put(account + "username", "api-user");
    settings.put(account + "password", "api-password");
    settings.put(account + "application-id", "application");
    settings.put(account + "webhook-url", "https://bridge.example.test");
    settings.put(account + "display-number", "12025550199");
    settings.put(account + "users.anita", "12025550155");
    common(settings, account, perUser, perMinute);
  }

  private static void vonage(
      Map<String, Object> settings, String name, int perUser, int perMinute) {
    String account = "callbridge.vonage.accounts." + name + ".";
    settings.put(account + "telephony-url", SERVER.baseUrl() + "/telephony");
    settings.put(account + "reports-url", SERVER.baseUrl() + "/reports");
    settings.put(account + "token-url", SERVER.baseUrl() + "/token");
    settings.put(account + "username", "user");
    settings.put(account + "password", "password");
    common(settings, account, perUser, perMinute);
  }

  private static void common(
      Map<String, Object> settings, String account, int perUser, int perMinute) {
    settings.put(account + "crm", "main");
    settings.put(account + "collect-every", "1d");
    settings.put(account + "calls-per-minute-per-user", perUser);
    settings.put(account + "calls-per-minute", perMinute);
  }
}
