package io.callbridge.ops;

import static io.callbridge.Bridge.requests;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Camel's own headers are orders to it, so none may come from outside. */
@FullApplication
class CamelHeadersTest {

  @Autowired Bridge bridge;

  @ParameterizedTest
  @ValueSource(strings = {"Camel", "camel", "CAMEL"})
  void changeNothingAsHeadersOrInTheQuery(String prefix) {
    String call = "ordered-by-" + prefix;
    HttpResponse<String> answer =
        bridge.postJson(
            Bridge.callStatusOf("default") + "&" + prefix + "HttpResponseCode=418",
            Bridge.completed(call),
            prefix + "HttpResponseCode",
            "418",
            prefix + "HttpUri",
            "http://127.0.0.1:1/",
            prefix + "HttpMethod",
            "DELETE",
            prefix + "HttpPath",
            "/elsewhere");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(requests(bridge.acceptedCallLog("default", call))).hasSizeGreaterThanOrEqualTo(1);
    assertThat(PlayedCrm.posts(call)).hasSize(1);
  }

  @Test
  void changeNothingAsFieldsOfAForm() {
    String form =
        "CallSid=ordered-by-form&CallStatus=completed&CallDuration=73&SequenceNumber=3"
            + "&CamelHttpResponseCode=418&camelHttpUri=http%3A%2F%2F127.0.0.1%3A1%2F";

    HttpResponse<String> answer =
        bridge.post(
            Bridge.callStatusOf("default"),
            "application/x-www-form-urlencoded",
            form.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    bridge.acceptedCallLog("default", "ordered-by-form");
    assertThat(PlayedCrm.posts("ordered-by-form")).hasSize(1);
  }
}
