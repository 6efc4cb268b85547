package io.callbridge.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.JsonRequest;
import io.callbridge.steer.Limits;
import io.callbridge.steer.RefusedCommandException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked before a request leaves for Bandwidth (contracts/bandwidth.md, section 3). */
class BandwidthRequestsTest {

  private static final String MINIMAL =
      """
      'to': '+12025550177', 'from': '+12025550199', 'applicationId': 'a',
      'answerUrl': 'https://bridge.example.test/a'""";

  @ParameterizedTest
  @ValueSource(strings = {"create-call-request-minimal.json", "create-call-request-full.json"})
  void takesTheSamplesOfCreateCall(String sample) {
    JsonRequest call = json(BandwidthSamples.text(sample));
    BandwidthCallOrder.check(call);

    assertThatCode(call::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "to                  | 'to': '2025550177'",
        "to                  | 'to': 12025550177",
        "to                  | 'to': null",
        "from                | 'from': 'Anonymous'",
        "applicationId       | 'applicationId': ' '",
        "answerUrl           | 'answerUrl': 'ftp://bridge.example.test'",
        "answerUrl           | 'answerUrl': '/relative'",
        "answerMethod        | 'answerMethod': 'PUT'",
        "disconnectUrl       | 'disconnectUrl': 'javascript:alert(1)'",
        "callTimeout         | 'callTimeout': 0.5",
        "callTimeout         | 'callTimeout': 301",
        "callTimeout         | 'callTimeout': '30'",
        "callbackTimeout     | 'callbackTimeout': 26",
        "privacy             | 'privacy': 'yes'",
        "displayName         | 'privacy': true, 'displayName': 'Example Ltd'",
        "displayName         | 'displayName': 'a\\u0007b'",
        "uui                 | 'uui': 'aGVsbG8='",
        "uui                 | 'uui': 'aGVsbG8=;encoding=rot13'",
        "priority            | 'priority': 0",
        "priority            | 'priority': 1.5",
        "answerFallbackUrl   | 'answerFallbackUrl': 'http://a.example/', 'fallbackUsername': 'u'",
        "machineDetection    | 'machineDetection': true",
        "machineDetection.mode            | 'machineDetection': {'mode': 'maybe'}",
        "machineDetection.silenceTimeout  | 'machineDetection': {'silenceTimeout': 9.5}",
        "machineDetection.callbackUrl     | 'machineDetection': {'callbackUrl': 'x'}",
        "machineDetection.mood            | 'machineDetection': {'mood': 'x'}",
        "disconectUrl        | 'disconectUrl': 'https://a.example/'",
      })
  void namesTheFieldThatBandwidthWouldRefuse(String field, String fields) {
    String name = fields.substring(1, fields.indexOf('\'', 1));
    String others = MINIMAL.replaceAll("'%s': '[^']*',?".formatted(name), "").strip();
    JsonRequest call = json("{%s%s%s}".formatted(others, others.endsWith(",") ? "" : ",", fields));
    BandwidthCallOrder.check(call);

    assertThatThrownBy(call::check)
        .isInstanceOfSatisfying(
            RefusedCommandException.class,
            refused ->
                assertThat(refused.getAnswer().body()).contains("\"field\":\"" + field + "\""));
  }

  @Test
  void whatIsPassedOnHasTheFormItCameIn() {
    JsonRequest call = json("{'callTimeout': 30.0, 'tag': 'ä', 'to': null}");

    assertThat(call.json()).isEqualTo("{\"callTimeout\":30.0,\"tag\":\"ä\",\"to\":null}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"update-call-bxml-request.xml", "webhook-bxml-reply.xml"})
  void takesTheSamplesOfBxml(String sample) {
    var bxml = bxml(BandwidthSamples.text(sample), StandardCharsets.UTF_8);
    var guard = Limits.SAFE.guard();
    bxml.guard(guard);

    assertThatCode(guard::check).doesNotThrowAnyException();
    assertThat(bxml.dials()).isEqualTo(sample.startsWith("webhook"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Response>",
        "<Answer/>",
        "<Response/><Response/>",
        "<!DOCTYPE Response><Response/>",
        "<!DOCTYPE r [<!ENTITY n '+5355512345'>]><Response><PhoneNumber>&n;</PhoneNumber></Response>",
        "<?xml version='1.0' encoding='UTF-16'?><Response/>",
      })
  void refusesWhatIsNoBxml(String text) {
    assertThatThrownBy(() -> bxml(text, StandardCharsets.UTF_8))
        .isInstanceOfSatisfying(
            RefusedCommandException.class,
            refused -> assertThat(refused.getAnswer().status()).isEqualTo(400));
  }

  @Test
  void refusesBxmlInAnotherEncoding() {
    assertThatThrownBy(() -> bxml("<Response>ä</Response>", StandardCharsets.ISO_8859_1))
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Transfer><PhoneNumber>+5355512345</PhoneNumber></Transfer>",
        "<Transfer><PhoneNumber>+12025550143</PhoneNumber><PhoneNumber>911</PhoneNumber></Transfer>",
        "<Transfer><PhoneNumber><![CDATA[+5355512345]]></PhoneNumber></Transfer>",
        "<Transfer><PhoneNumber>+5355<!-- -->512345</PhoneNumber></Transfer>",
        "<Transfer><SipUri>sip:+5355512345@gw.example.test</SipUri></Transfer>",
        "<Forward to='+5355512345'/>",
        "<Gather><Transfer transferTo='+19005551234'/></Gather>",
      })
  void refusesBxmlThatDialsWhereItMustNot(String verbs) {
    var bxml = bxml("<Response>" + verbs + "</Response>", StandardCharsets.UTF_8);
    var guard = Limits.SAFE.guard();
    bxml.guard(guard);

    assertThatThrownBy(guard::check).isInstanceOf(RefusedCommandException.class);
    assertThat(bxml.dials()).isTrue();
  }

  @Test
  void theTrailHasNoCredentialsOfBxml() {
    var request =
        request(
            "application/xml",
            "<Response><Redirect username='u' password=\"p4ss\"/></Response>",
            StandardCharsets.UTF_8);

    assertThat(BandwidthBxmlOrder.masked(request)).doesNotContain("p4ss").contains("***");
  }

  private static JsonRequest json(String text) {
    return JsonRequest.read(
        request("application/json", text.replace('\'', '"'), StandardCharsets.UTF_8));
  }

  private static BandwidthBxmlOrder bxml(String text, Charset charset) {
    return BandwidthBxmlOrder.read(request("application/xml", text, charset));
  }

  private static CommandRequest request(String type, String body, Charset charset) {
    return new CommandRequest(
        "oscar", null, null, "9900000", "c-1", null, null, type, body.getBytes(charset), null);
  }
}
