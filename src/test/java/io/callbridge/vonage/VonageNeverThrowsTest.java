package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.UnreadableEventException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is in the fields, an observation comes out, or the one error that says there is none.
 */
class VonageNeverThrowsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final VonageAccounts accounts =
      VonageSamples.accounts("recording-url", "https://bridge.example.test/{id}");
  private final VonageReportTranslator reports =
      new VonageReportTranslator(accounts, VonageSamples.CLOCK);
  private final VonageWebhookTranslator webhooks =
      new VonageWebhookTranslator(accounts, VonageSamples.CLOCK);
  private final VonageCallTranslator calls =
      new VonageCallTranslator(accounts, VonageSamples.CLOCK);

  @Property(tries = 500)
  void readsAnyRow(@ForAll("objects") Map<String, Object> row) throws IOException {
    try {
      foldable(
          reports.toCallEvent(
              VonageJson.MAPPER.readValue(json(row), VonageReportRow.class),
              VonageSamples.ACCOUNT));
    } catch (UnreadableEventException expected) {
      assertThat(expected).hasMessageContaining("id");
    }
  }

  @Property(tries = 500)
  void readsAnyWebhook(
      @ForAll("objects") Map<String, Object> event, @ForAll("values") Object metadata)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("event", event);
    body.put("metadata", metadata);
    try {
      foldable(
          webhooks.toCallEvent(
              VonageJson.MAPPER.readValue(json(body), VonageWebhook.class),
              null,
              VonageSamples.ACCOUNT));
    } catch (UnreadableEventException expected) {
      assertThat(expected).hasMessageContaining("id");
    }
  }

  @Property(tries = 500)
  void readsAnyCall(@ForAll("objects") Map<String, Object> call, @ForAll("objects") Object leg)
      throws IOException {
    call.put("legs", List.of(leg));
    try {
      foldable(
          calls.toCallEvent(
              VonageJson.MAPPER.readValue(json(call), VonageCall.class), VonageSamples.ACCOUNT));
    } catch (UnreadableEventException expected) {
      assertThat(expected).hasMessageContaining("id");
    }
  }

  @Property(tries = 500)
  void checksAnyBytes(@ForAll byte[] body, @ForAll String signature) {
    assertThat(VonageSignature.isValid(body, signature, "key")).isFalse();
  }

  private static void foldable(CallEvent event) {
    assertThat(CallFold.fold(List.of(event)).durationSeconds()).isNotNegative();
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    List<String> names =
        List.of(
            "id externalId userId direction state phoneNumber duration startTime answerTime endTime",
            "internal in_network recorded from to length start end result source_user call_id",
            "source_extension destination_extension destination_user status from_number to_number",
            "start_time answer_time end_time extension device_id leg_map");
    List<String> all =
        names.stream().flatMap(line -> java.util.Arrays.stream(line.split(" "))).toList();
    Arbitrary<Map<String, Object>> fields =
        Arbitraries.maps(Arbitraries.of(all), values()).ofMaxSize(25);
    return Combinators.combine(fields, Arbitraries.of("1", " ", "{x}"))
        .as(
            (map, id) -> {
              Map<String, Object> withId = new LinkedHashMap<>(map);
              withId.putIfAbsent("id", id);
              withId.putIfAbsent("call_id", id);
              return withId;
            });
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<String> words =
        Arbitraries.of(
            "ANSWERED",
            "Answered",
            "disconnected",
            "inbound",
            "OUTBOUND",
            "2002",
            "+1202555014",
            "2026-03-03 16:21:20",
            "2026-03-03T16:21:20.004+0000",
            "1772554880004000",
            "0",
            "-1",
            "99999999999999999999",
            "99999-99-99",
            "Anonymous",
            "sip:2001@pbx",
            "4711",
            "");
    return Arbitraries.oneOf(
        words.map(Object.class::cast),
        Arbitraries.strings().ofMaxLength(80).map(Object.class::cast),
        Arbitraries.longs().map(Object.class::cast),
        Arbitraries.doubles().map(Object.class::cast),
        Arbitraries.of(true, false).map(Object.class::cast),
        Arbitraries.just(List.of("a", Map.of("b", 1))).map(Object.class::cast),
        Arbitraries.just(Map.of("a", List.of(1))).map(Object.class::cast));
  }

  private static byte[] json(Object value) throws JsonProcessingException {
    return JSON.writeValueAsBytes(value);
  }
}
