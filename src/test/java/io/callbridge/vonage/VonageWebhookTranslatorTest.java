package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonageWebhookTranslatorTest {

  private static final String ANSWERED = VonageSamples.text("webhook-answered-signed.json");

  private final VonageWebhookTranslator translator =
      new VonageWebhookTranslator(VonageSamples.accounts(), VonageSamples.CLOCK);

  @Test
  void readsAnAnsweredCall() {
    CallEvent event = translate(ANSWERED);

    assertThat(event.key()).hasToString("vonage/1001001/7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21");
    assertThat(event.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(event.direction()).isEqualTo(Direction.INBOUND);
    assertThat(event.leadNumber()).isEqualTo("+12025550143");
    assertThat(event.agentNumber()).isEqualTo("+12025550155");
    assertThat(event.displayNumber()).isNull();
    assertThat(event.createdAt()).isEqualTo(Instant.parse("2026-03-03T16:21:20.004Z"));
    assertThat(event.answeredAt()).isEqualTo(Instant.parse("2026-03-03T16:21:27.950Z"));
    assertThat(event.endedAt()).isEqualTo(Instant.parse("2026-03-03T16:22:41.120Z"));
    assertThat(event.talkSeconds()).isEqualTo(73);
    assertThat(event.warnings()).isEmpty();
  }

  @Test
  void takesARepeatedDeliveryForTheSame() {
    assertThat(translate(VonageSamples.text("webhook-answered-retry-attempt-2.json")).eventKey())
        .isEqualTo(translate(ANSWERED).eventKey());
    assertThat(translate(VonageSamples.text("webhook-answered-bad-signature.json")).eventKey())
        .isNotEqualTo(translate(ANSWERED).eventKey());
  }

  @Test
  void knowsADeliveryByTheHeaderAsWell() {
    VonageWebhook ringing = VonageSamples.read("webhook-ringing.json", VonageWebhook.class);

    assertThat(translator.toCallEvent(ringing, "d-1", VonageSamples.ACCOUNT).eventKey())
        .isEqualTo("delivery:d-1");
    assertThat(translator.toCallEvent(ringing, null, VonageSamples.ACCOUNT).eventKey())
        .startsWith("webhook:");
  }

  @Test
  void readsAMissedCallWithTheLeastFields() {
    CallEvent event = translate(VonageSamples.text("webhook-missed-minimal.json"));

    assertThat(event.key().callId()).isEqualTo("vis-event-0002");
    assertThat(event.outcome()).isEqualTo(Outcome.NO_ANSWER);
    assertThat(event.leadNumber()).isEqualTo("+12025550188");
    assertThat(event.talkSeconds()).isZero();
  }

  @Test
  void knowsAnInternalCall() {
    assertThat(translate(VonageSamples.text("webhook-internal.json")).direction())
        .isEqualTo(Direction.INTERNAL);
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERED, ANSWERED",
    "Missed, NO_ANSWER",
    "REJECTED, REJECTED",
    "CANCELLED, CANCELLED",
    "INITIALIZING,",
    "RINGING,",
    "ACTIVE,",
    "HELD,",
    "REMOTE_HELD,",
    "DETACHED,",
    "TELEPORTED,",
  })
  void isFinalInHistoryStatesOnly(String state, Outcome outcome) {
    CallEvent event = translate(ANSWERED.replace("\"ANSWERED\"", '"' + state + '"'));

    assertThat(event.outcome()).isEqualTo(outcome);
    assertThat(event.warnings().isEmpty()).isEqualTo(!state.equals("TELEPORTED"));
  }

  @Test
  void cutsTheDurationToTheSecond() {
    assertThat(translate(ANSWERED.replace("73170", "65999")).talkSeconds()).isEqualTo(65);
  }

  @Test
  void believesTheUserWhoAnsweredBeforeThoseWhoDidNot() {
    CallEvent answered = translate(ANSWERED);
    CallEvent missedLater =
        translate(
            ANSWERED
                .replace("\"ANSWERED\"", "\"MISSED\"")
                .replace("16:22:41.120", "16:30:00.000")
                .replace("4711", "4712")
                .replace("0004\"", "0005\""));

    Call call = CallFold.fold(List.of(missedLater, answered));

    assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(call.agentNumber()).isEqualTo("+12025550155");
    assertThat(call.durationSeconds()).isEqualTo(73);
  }

  @Test
  void yieldsToTheReport() {
    VonageReportRow row =
        VonageSamples.read("reports-page-1.json", VonageReport.class).rows().get(0);
    CallEvent report =
        new VonageReportTranslator(VonageSamples.accounts(), VonageSamples.CLOCK)
            .toCallEvent(row, VonageSamples.ACCOUNT);
    CallEvent missed = translate(ANSWERED.replace("\"ANSWERED\"", "\"MISSED\""));

    Call call = CallFold.fold(List.of(report, missed));

    assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(call.agentNumber()).isEqualTo("2002");
    assertThat(call.start()).isEqualTo(Instant.parse("2026-03-03T16:21:28Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"event\": 5}", "{\"event\": {}}", "{\"event\": \"\"}"})
  void refusesABodyWithoutAnEvent(String body) {
    assertThatThrownBy(() -> translate(body)).isInstanceOf(UnreadableEventException.class);
  }

  private CallEvent translate(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return translator.toCallEvent(
        VonageSamples.read(bytes, VonageWebhook.class), null, VonageSamples.ACCOUNT);
  }
}
