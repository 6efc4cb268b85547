package io.callbridge.bandwidth;

import static io.callbridge.bandwidth.BandwidthSamples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.UnreadableEventException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BandwidthTranslatorPropertyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> NAMES =
      List.of(
          "eventType",
          "eventTime",
          "accountId",
          "callId",
          "parentCallId",
          "conferenceId",
          "direction",
          "from",
          "to",
          "enqueuedTime",
          "startTime",
          "answerTime",
          "endTime",
          "cause",
          "transferTo",
          "recordingId",
          "mediaUrl",
          "status",
          "digit",
          "tag",
          "state",
          "disconnectCause",
          "lastUpdate",
          "unheardOf");

  private static final List<String> SAMPLES =
      List.of(
          "webhook-initiate.json",
          "webhook-transfer-answer.json",
          "webhook-transfer-complete.json",
          "webhook-transfer-disconnect.json",
          "webhook-transfer-disconnect-rejected.json",
          "webhook-disconnect-inbound-hangup.json",
          "webhook-recording-available.json",
          "webhook-dtmf.json",
          "webhook-unknown-event.json",
          "call-state-answered.json",
          "call-state-b-leg.json",
          "call-state-disconnected-inbound.json");

  private final BandwidthTranslator translator =
      BandwidthSamples.translator("recording-url", "https://listen.example.test/{recordingId}");

  @Property
  void neverThrowsAnythingButItsOwnError(@ForAll("bodies") ObjectNode body) throws Exception {
    var event = JSON.readValue(body.toString(), BandwidthEvent.class);
    var row = JSON.readValue(body.toString(), BandwidthCallState.class);
    try {
      assertThat(translator.toCallEvent(event, ACCOUNT).eventKey()).hasSizeLessThan(300);
    } catch (UnreadableEventException itsOwn) {
      assertThat(itsOwn.getMessage()).isNotBlank();
    }
    try {
      assertThat(translator.toCallEvent(row, ACCOUNT).eventKey()).hasSizeLessThan(300);
    } catch (UnreadableEventException itsOwn) {
      assertThat(itsOwn.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 200)
  void addsUpToTheSameInAnyOrder(@ForAll Random random) {
    List<CallEvent> events =
        new ArrayList<>(BandwidthSamples.callEvents(translator, SAMPLES.toArray(String[]::new)));
    Call inOrder = CallFold.fold(events);
    events.addAll(events.subList(0, random.nextInt(events.size())));
    Collections.shuffle(events, random);

    assertThat(CallFold.fold(events)).isEqualTo(inOrder);
  }

  @Provide
  Arbitrary<ObjectNode> bodies() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(300).map(text -> text),
            Arbitraries.of(
                "disconnect",
                "transferAnswer",
                "recordingAvailable",
                "inbound",
                "outbound",
                "c-1",
                "c-2",
                "complete",
                "disconnected",
                "2026-03-03T16:22:41Z",
                "0",
                "-1",
                "9999-12-31T23:59:59Z",
                "99999999999999999999",
                "sip:@",
                "+1202555014319"),
            Arbitraries.longs().map(number -> number),
            Arbitraries.doubles().map(number -> number),
            Arbitraries.of(true, false).map(flag -> flag),
            Arbitraries.of(List.of(1, "two"), Map.of("a", List.of())));
    return Arbitraries.maps(Arbitraries.of(NAMES), values.injectNull(0.05))
        .ofMaxSize(NAMES.size())
        .map(fields -> JSON.valueToTree(fields));
  }
}
