package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonageCallTranslatorTest {

  private final VonageCallTranslator translator =
      new VonageCallTranslator(VonageSamples.accounts(), VonageSamples.CLOCK);

  @Test
  void readsBothShapesOfACallAlike() {
    CallEvent documented = translate(VonageSamples.read("call-on-call.json", VonageCall.class));
    CallEvent wire = translate(only("calls-wire-shape.json"));

    for (CallEvent event : new CallEvent[] {documented, wire}) {
      assertThat(event.key()).hasToString("vonage/1001001/7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21");
      assertThat(event.isFinal()).isFalse();
      assertThat(event.direction()).isEqualTo(Direction.INBOUND);
      assertThat(event.leadNumber()).isEqualTo("+12025550143");
      assertThat(event.displayNumber()).isEqualTo("+12025550199");
      assertThat(event.endedAt()).isNull();
      assertThat(event.warnings()).isEmpty();
    }
    assertThat(documented.agentNumber()).isEqualTo("2001");
    assertThat(documented.createdAt()).isEqualTo(Instant.parse("2026-03-03T16:21:20Z"));
    assertThat(wire.agentNumber()).isEqualTo("2002");
    assertThat(wire.createdAt()).isEqualTo(Instant.parse("2026-03-03T16:21:20.004Z"));
    assertThat(wire.answeredAt()).isEqualTo(Instant.parse("2026-03-03T16:21:27.950Z"));
  }

  @Test
  void knowsHowLongADisconnectedCallWas() {
    CallEvent event = translate(only("calls-wire-bare-array.json"));

    assertThat(event.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(event.talkSeconds()).isEqualTo(73);
  }

  @Test
  void dropsNumbersThatAreTooLarge() {
    CallEvent event = translate(VonageSamples.read("call-huge-numbers.json", VonageCall.class));

    assertThat(event.createdAt()).isEqualTo(Instant.parse("2026-03-03T16:23:10Z"));
    assertThat(event.endedAt()).isNull();
    assertThat(event.leadNumber()).isEqualTo("442079460123");
    assertThat(event.agentNumber()).isNull();
    assertThat(event.outcome()).isEqualTo(Outcome.BUSY);
    assertThat(event.warnings()).isNotEmpty();
  }

  @Test
  void toleratesMissingFieldsAndUnknownStates() {
    assertThat(translate(VonageSamples.read("call-missing-optional.json", VonageCall.class)))
        .satisfies(event -> assertThat(event.isFinal()).isFalse());
    assertThat(translate(VonageSamples.read("call-unknown-status.json", VonageCall.class)))
        .satisfies(event -> assertThat(event.isFinal()).isFalse())
        .satisfies(event -> assertThat(event.status()).isEqualTo("whispering"));
  }

  @ParameterizedTest
  @CsvSource({
    "busy, BUSY",
    "failed, FAILED",
    "unanswered, NO_ANSWER",
    "disconnected, NO_ANSWER",
    "ringing,",
    "initializing,",
    "on-call,",
    "active,",
    "held,",
    "parked,",
  })
  void readsTheStatus(String status, Outcome outcome) {
    assertThat(translate(call("'status': '%s'".formatted(status))).outcome()).isEqualTo(outcome);
  }

  @Test
  void isInternalBetweenTwoExtensions() {
    assertThat(translate(call("'from': 2001, 'to': '2002'")).direction())
        .isEqualTo(Direction.INTERNAL);
    assertThat(translate(call("'from': 2001, 'to': '12025550143'")).direction())
        .isEqualTo(Direction.OUTBOUND);
  }

  @Test
  void prefersTheDocumentedNames() {
    CallEvent event = translate(call("'to': '12025550143', 'to_number': '12025550144'"));

    assertThat(event.leadNumber()).isEqualTo("+12025550143");
  }

  @Test
  void refusesACallWithoutAnId() {
    assertThatThrownBy(() -> translate(null)).isInstanceOf(UnreadableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"calls\": null}", "<html>", "", "7"})
  void neverTakesAnythingElseForAPageWithoutCalls(String body) {
    assertThatThrownBy(() -> VonageCallPage.read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableEventException.class);
    assertThat(VonageCallPage.read(VonageSamples.bytes("calls-empty.json")).calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create-call-response.json", "create-call-response.txt"})
  void readsTheIdOfACreatedCall(String file) {
    assertThat(VonageCallId.read(VonageSamples.text(file)))
        .contains("7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21");
  }

  @Test
  void readsTheIdOfACreatedCallInAnObject() {
    assertThat(VonageCallId.read("{\"call_id\": \"a\"}")).contains("a");
    assertThat(VonageCallId.read("{\"id\": \"b\"}")).contains("b");
    assertThat(VonageCallId.read("{}")).isEmpty();
    assertThat(VonageCallId.read(" ")).isEmpty();
    assertThat(VonageCallId.read(null)).isEmpty();
  }

  private CallEvent translate(VonageCall call) {
    return translator.toCallEvent(call, VonageSamples.ACCOUNT);
  }

  private static VonageCall only(String file) {
    VonageCallPage page = VonageCallPage.read(VonageSamples.bytes(file));
    assertThat(page.calls()).hasSize(1);
    return page.calls().get(0);
  }

  private static VonageCall call(String fields) {
    String json =
        "{\"call_id\":\"1\",\"direction\":\"outbound\"," + fields.replace('\'', '"') + "}";
    return VonageSamples.read(json.getBytes(StandardCharsets.UTF_8), VonageCall.class);
  }
}
