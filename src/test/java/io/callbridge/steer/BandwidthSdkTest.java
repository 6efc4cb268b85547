package io.callbridge.steer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.callbridge.SteeredProviders.BANDWIDTH;
import static io.callbridge.SteeredProviders.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bandwidth.BandwidthClient;
import com.bandwidth.Environment;
import com.bandwidth.exceptions.ApiException;
import com.bandwidth.voice.controllers.APIController;
import com.bandwidth.voice.models.ApiCreateCallRequest;
import com.bandwidth.voice.models.ApiModifyCallRequest;
import com.bandwidth.voice.models.State1Enum;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.SteeredProviders;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Bandwidth's own SDK for Java with nothing changed but the base URL and the login. This release of
 * it has no ListCalls and no UpdateCallBxml; {@link BandwidthSteeringTest} asks for those.
 */
@FullApplication
class BandwidthSdkTest {

  private static final String FAR_CALLS = "/bandwidth/accounts/" + BANDWIDTH + "/calls";

  private final WireMockServer bandwidth = SteeredProviders.server();
  private final String callId = "c-" + UUID.randomUUID();

  @Autowired Bridge running;
  private APIController voice;

  @BeforeEach
  void changeBaseUrlAndLogin() {
    voice =
        new BandwidthClient.Builder()
            .environment(Environment.CUSTOM)
            .baseUrl(running.url("/api/bandwidth"))
            .voiceBasicAuthCredentials("oscar", FullApplication.PASSWORD)
            .build()
            .getVoiceClient()
            .getAPIController();
  }

  @Test
  void createsACall() throws Exception {
    String tag = UUID.randomUUID().toString();
    bandwidth.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(sample(201, "bandwidth/create-call-response.json")));

    var created = voice.createCall(BANDWIDTH, order("+12025550177", tag)).getResult();

    assertThat(created.getCallId()).isEqualTo("c-7d3b2e90-4cb2f5d6-8e30-4f71-ac9d-be2f3a4b5c6d");
    bandwidth.verify(
        1,
        postRequestedFor(urlPathEqualTo(FAR_CALLS))
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag))));
  }

  @Test
  void showsACall() throws Exception {
    bandwidth.stubFor(
        get(FAR_CALLS + "/" + callId)
            .willReturn(sample(200, "bandwidth/call-state-answered.json")));

    assertThat(voice.getCallState(BANDWIDTH, callId).getResult().getTo()).isEqualTo("+12025550199");
  }

  @Test
  void endsACall() throws Exception {
    bandwidth.stubFor(post(FAR_CALLS + "/" + callId).willReturn(aResponse().withStatus(200)));

    voice.modifyCall(
        BANDWIDTH, callId, new ApiModifyCallRequest.Builder().state(State1Enum.COMPLETED).build());

    bandwidth.verify(
        1,
        postRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId))
            .withRequestBody(matchingJsonPath("$.state", equalTo("completed"))));
  }

  @Test
  void understandsARefusal() {
    assertThatThrownBy(() -> voice.createCall(BANDWIDTH, order("+5355512345", "x")))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.getResponseCode()).isEqualTo(403));
  }

  private static ApiCreateCallRequest order(String to, String tag) {
    return new ApiCreateCallRequest.Builder()
        .to(to)
        .from("+12025550199")
        .applicationId("0f6d1c52-6a55-4f3e-9f0c-2b7f6f5d3a10")
        .answerUrl("https://bridge.example.test/bw/answer")
        .tag(tag)
        .build();
  }
}
