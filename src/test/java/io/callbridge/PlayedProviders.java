package io.callbridge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The APIs of Bandwidth, Vonage and Verba as one real HTTP server that answers with the samples.
 * Each account and each recorder has a path of its own.
 */
final class PlayedProviders {

  private static final int SPECIFIC = 1;
  private static final int OTHERWISE = 10;

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  private PlayedProviders() {}

  static PlayedProviders started() {
    var played = new PlayedProviders();
    played.server.start();
    played.server.stubFor(get(anyUrl()).atPriority(OTHERWISE).willReturn(okJson("[]")));
    played.server.stubFor(
        get(urlPathMatching("/vonage/accounts/[^/]+/call-logs"))
            .atPriority(OTHERWISE - 1)
            .willReturn(sample("vonage/reports-empty.json")));
    played.server.stubFor(
        post(urlPathMatching("/vonage/[^/]+/token"))
            .atPriority(OTHERWISE)
            .willReturn(
                okJson(
                    """
                    {"access_token": "token", "refresh_token": "refresh", "expires_in": 86400}""")));
    played.server.stubFor(
        post(urlPathMatching("/verba/.*"))
            .atPriority(OTHERWISE)
            .willReturn(sample("verba/getcallurl-error-not-found.xml")));
    played.server.stubFor(
        verba(".*", "SearchCalls")
            .atPriority(OTHERWISE - 1)
            .willReturn(sample("verba/searchcalls-empty.xml")));
    return played;
  }

  /** A Bandwidth account with these settings more, as name, value, name, value. */
  void bandwidth(BiConsumer<String, String> settings, String name, String... more) {
    account(settings, "bandwidth", name, more);
    String account = "callbridge.bandwidth.accounts." + name + ".";
    settings.accept(account + "tag-form", "agent=<number>");
  }

  /** The same, collected from here. */
  void listedBandwidth(BiConsumer<String, String> settings, String name) {
    bandwidth(
        settings,
        name,
        "url",
        server.baseUrl() + "/bandwidth",
        "username",
        "user",
        "password",
        "password");
  }

  void vonage(BiConsumer<String, String> settings, String name, String... more) {
    account(settings, "vonage", name, more);
    String account = "callbridge.vonage.accounts." + name + ".";
    settings.accept(account + "webhook-secret", "sample-path-secret");
  }

  /** The same, asked here for its reports and live calls. */
  void reportedVonage(BiConsumer<String, String> settings, String name) {
    vonage(
        settings,
        name,
        "reports-url",
        server.baseUrl() + "/vonage",
        "telephony-url",
        server.baseUrl() + "/vonage",
        "token-url",
        server.baseUrl() + "/vonage/" + name + "/token",
        "username",
        "bridge",
        "password",
        "pass-word");
  }

  void verba(BiConsumer<String, String> settings, String name) {
    String account = "callbridge.verba.accounts." + name + ".";
    settings.accept(account + "url", server.baseUrl() + "/verba/" + name);
    settings.accept(account + "api-key", "the-api-key");
    settings.accept(account + "allowed-hosts", "rec.example.test");
  }

  /** With a CRM account of the same name, and the settings of the mapping pairs. */
  private static void account(
      BiConsumer<String, String> settings, String provider, String name, String... more) {
    String crm = "callbridge.leadsquared.accounts." + name + ".";
    settings.accept(crm + "url", PlayedCrm.url(name));
    settings.accept(crm + "call-log-path", "/log");
    settings.accept(crm + "api-key", PlayedCrm.API_KEY);
    settings.accept(crm + "limits", "1000/5s");
    settings.accept(crm + "settle", "500ms");
    String account = "callbridge.%s.accounts.%s.".formatted(provider, name);
    settings.accept(account + "crm", name);
    settings.accept(account + "agent-number", "12025550155");
    settings.accept(account + "display-number", "12025550199");
    settings.accept(account + "users[4711]", "12025550155");
    settings.accept(account + "collect-every", "1h");
    for (int i = 0; i < more.length; i += 2) {
      settings.accept(account + more[i], more[i + 1]);
    }
  }

  /** Where an account's calls are listed. */
  String bandwidthCalls(String account) {
    return server.baseUrl() + "/bandwidth/accounts/" + account + "/calls";
  }

  void on(MappingBuilder request, ResponseDefinitionBuilder answer) {
    server.stubFor(request.atPriority(SPECIFIC).willReturn(answer));
  }

  /** The requests for a path so far, in order. */
  List<LoggedRequest> requestsFor(String path) {
    return server.findAll(
        com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(urlPathEqualTo(path)));
  }

  static MappingBuilder bandwidthList(String account) {
    return get(urlPathEqualTo("/bandwidth/accounts/" + account + "/calls"));
  }

  /** The state of any call of the account. */
  static MappingBuilder bandwidthCall(String account) {
    return get(urlPathMatching("/bandwidth/accounts/" + account + "/calls/.+"));
  }

  static MappingBuilder vonageReport(String account) {
    return get(urlPathEqualTo("/vonage/accounts/" + account + "/call-logs"));
  }

  static MappingBuilder vonageToken(String account) {
    return post(urlPathEqualTo("/vonage/" + account + "/token"));
  }

  /**
   * @param recorder its name, as a pattern
   */
  static MappingBuilder verba(String recorder, String action) {
    return any(urlPathMatching("/verba/" + recorder + "/.*"))
        .withFormParam("action", equalTo(action));
  }

  static ResponseDefinitionBuilder sample(String file) {
    return aResponse().withBody(Samples.text(file));
  }
}
