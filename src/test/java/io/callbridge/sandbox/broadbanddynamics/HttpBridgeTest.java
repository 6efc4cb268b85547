package io.callbridge.sandbox.broadbanddynamics;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpBridgeTest {

  @RegisterExtension
  static final WireMockExtension bridge =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void postsJsonWithALiteralPlusInThePath() {
    bridge.stubFor(post(anyUrl()).willReturn(ok()));

    assertThat(bridge(null, null).deliver(call(CallbackForm.JSON), "{}")).isEqualTo(200);

    bridge.verify(
        1,
        postRequestedFor(urlEqualTo("/api/matrex/callstatus/req-1/+12025550143"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("X-Callbridge-Secret", absent())
            .withRequestBody(equalTo("{}")));
  }

  @Test
  void postsOthersWithAnEncodedPlusAndTellsAccountAndSecret() {
    bridge.stubFor(post(anyUrl()).willReturn(ok()));

    bridge("second one", "s3cret").deliver(call(CallbackForm.XML), "<x/>");

    bridge.verify(
        1,
        postRequestedFor(
                urlEqualTo("/api/matrex/callstatus/req-1/%2B12025550143?account=second+one"))
            .withHeader("Content-Type", equalTo("application/xml"))
            .withHeader("X-Callbridge-Secret", equalTo("s3cret"))
            .withRequestBody(equalTo("<x/>")));
  }

  @Test
  void triesOnceOnly() {
    bridge.stubFor(post(anyUrl()).willReturn(serviceUnavailable()));
    assertThat(bridge(null, null).deliver(call(CallbackForm.FORM), "a=b")).isEqualTo(503);

    bridge.stubFor(
        post(anyUrl()).willReturn(serviceUnavailable().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(bridge(null, null).deliver(call(CallbackForm.FORM), "a=b")).isZero();

    bridge.verify(2, postRequestedFor(anyUrl()));
  }

  private static HttpBridge bridge(String account, String secret) {
    return new HttpBridge(() -> URI.create(bridge.baseUrl()), account, secret);
  }

  private static CallScript call(CallbackForm form) {
    return new CallScript(
        "req-1",
        "BB1",
        "+12025550143",
        Ending.BUSY,
        Instant.EPOCH,
        null,
        Instant.EPOCH,
        0,
        Duration.ofSeconds(2),
        form,
        List.of());
  }
}
