package io.callbridge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * LeadSquared's async API as a real HTTP server, one for all tests. Every call log is accepted,
 * with the request id {@code r-<CallSessionId>}, and every look finds it done, unless a test says
 * otherwise for its own call. Each CRM account has a path of its own.
 */
public final class PlayedCrm {

  public static final String API_KEY = "k3y-of-the-account";

  public static final String ACCESS_KEY = "acc3ss-key";
  public static final String SECRET_KEY = "s3cret-key-of-the-rest-host";

  /** The activity that every look finds, as in {@code status-success.json}. */
  public static final String ACTIVITY = "e0d1c2b3-a495-4867-8b7a-0c1d2e3f4a5b";

  private static final int SPECIFIC = 1;
  private static final int OTHERWISE = 10;
  private static final WireMockServer SERVER = started();

  private PlayedCrm() {}

  private static WireMockServer started() {
    var server =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .containerThreads(100));
    server.start();
    server.stubFor(
        post(urlPathMatching("/[^/]+/(1/api/telephony/logcallcomplete/t0ken|log)"))
            .atPriority(OTHERWISE)
            .willReturn(
                json(
                        200,
                        """
                        {"Status": "Request accepted. Please use below request id",
                         "RequestID": "r-{{jsonPath request.body '$.CallSessionId'}}"}""")
                    .withTransformers("response-template")));
    server.stubFor(
        get(urlPathMatching("/[^/]+/1/api/telephony/logcallcomplete/status"))
            .atPriority(OTHERWISE)
            .willReturn(sample(200, "status-success.json")));
    warmUp(server);
    return server;
  }

  /** A first request loads many classes, which an impatient client may not wait for. */
  private static void warmUp(WireMockServer server) {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + server.port()
                        + "/warm-up/1/api/telephony/logcallcomplete/t0ken"))
            .POST(BodyPublishers.ofString("{\"CallSessionId\": \"warm-up\"}"))
            .build();
    HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding()).join();
  }

  /** Where the CRM account of this name is. */
  public static String url(String account) {
    return "http://127.0.0.1:" + SERVER.port() + "/" + account;
  }

  /** The same, with a certificate that nobody vouches for. */
  public static String httpsUrl(String account) {
    return "https://127.0.0.1:" + SERVER.httpsPort() + "/" + account;
  }

  /** An answer with JSON. */
  public static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json; charset=utf-8")
        .withBody(body);
  }

  /**
   * An answer with the body of a sample.
   *
   * @param file such as {@code error-400.json}
   */
  public static ResponseDefinitionBuilder sample(int status, String file) {
    return json(status, Samples.text("leadsquared/" + file));
  }

  /** How posts of this call are answered: in turn, then always as the last time. */
  public static void onPost(String callSessionId, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      boolean last = i == answers.length - 1;
      SERVER.stubFor(
          post(anyUrl())
              .atPriority(SPECIFIC)
              .withRequestBody(matchingJsonPath("$.CallSessionId", equalTo(callSessionId)))
              .inScenario("posts of " + callSessionId)
              .whenScenarioStateIs(i == 0 ? "Started" : "after " + i)
              .willSetStateTo(last ? null : "after " + (i + 1))
              .willReturn(answers[i]));
    }
  }

  /** How looks at this request are answered. */
  public static void onLook(String requestId, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(
        get(anyUrl())
            .atPriority(SPECIFIC)
            .withQueryParam("RequestID", equalTo(requestId))
            .willReturn(answer));
  }

  /** How any request for this path is answered. */
  public static void onPath(String path, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(urlPathEqualTo(path)).atPriority(SPECIFIC).willReturn(answer));
  }

  /** The posts of a call so far, in order, to whichever account. */
  public static List<LoggedRequest> posts(String callSessionId) {
    return SERVER.findAll(
        postRequestedFor(anyUrl())
            .withRequestBody(matchingJsonPath("$.CallSessionId", equalTo(callSessionId))));
  }

  /** The posts to a CRM account so far, in order. */
  public static List<LoggedRequest> postsTo(String account) {
    return SERVER.findAll(postRequestedFor(urlPathMatching("/" + account + "/.*")));
  }

  /** The looks at a request so far, in order. */
  public static List<LoggedRequest> looks(String requestId) {
    return SERVER.findAll(
        getRequestedFor(anyUrl()).withQueryParam("RequestID", equalTo(requestId)));
  }

  /** The requests of any kind for a path so far. */
  public static List<LoggedRequest> requestsFor(String path) {
    return SERVER.findAll(anyRequestedFor(urlPathEqualTo(path)));
  }
}
