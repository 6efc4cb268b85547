package io.callbridge.sandbox.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.sandbox.vonage.Webhook.MetadataPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CourierTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-03-03T16:00:00Z");

  private final PlayedVonage vonage =
      new PlayedVonage("webhooks.duplicated", "0", "webhooks.delayed", "0");

  @Test
  void tellsOfEachStateOfACall() throws Exception {
    register(vonage, MetadataPolicy.BODY);

    vonage.player.play(answered());
    vonage.pass(Duration.ofMinutes(1));

    assertThat(vonage.received).hasSize(3);
    JsonNode last = JSON.readTree(vonage.received.get(2).body());
    assertThat(last.at("/event/state").asText()).isEqualTo("ANSWERED");
    assertThat(last.at("/event/externalId").asText()).isEqualTo("call-1");
    assertThat(last.at("/event/duration").asInt()).isEqualTo(5000);
    assertThat(last.at("/event/endTime").asText()).isEqualTo("2026-03-03T16:00:08.000+0000");
    assertThat(last.at("/metadata/signature").asText())
        .isEqualTo(EventWriter.sign(JSON.writeValueAsString(last.path("event")), "key"));
  }

  @Test
  void putsTheMetadataWhereTheyAreWanted() {
    register(vonage, MetadataPolicy.HEADER);
    vonage.player.play(answered());
    vonage.pass(Duration.ofSeconds(1));
    assertThat(vonage.received.get(0).headers())
        .containsKeys("X-VON-Signature", "X-VON-Delivery-Id")
        .containsEntry("X-VON-Attempt", "1");
    assertThat(vonage.received.get(0).body()).doesNotContain("metadata");
  }

  @Test
  void givesAWebhookUpAfterFiveRetriesUntilItIsRenewed() {
    Webhook webhook = register(vonage, MetadataPolicy.BODY);
    vonage.answer = 202;

    vonage.player.play(answered().hungUp(START.plusMillis(1)));
    vonage.pass(Duration.ofMinutes(5));
    assertThat(webhook.isActive(vonage.clock.instant())).isFalse();
    int soFar = vonage.received.size();

    vonage.player.play();
    vonage.pass(Duration.ofMinutes(5));
    assertThat(vonage.received).hasSize(soFar);

    webhook.renew(vonage.clock.instant(), Duration.ofDays(10));
    assertThat(webhook.isActive(vonage.clock.instant())).isTrue();
  }

  @Test
  void retriesTenSecondsApart() {
    register(vonage, MetadataPolicy.BODY);
    vonage.answer = 503;
    vonage.player.play(answered());
    vonage.pass(Duration.ofSeconds(2));
    vonage.answer = 200;
    vonage.pass(Duration.ofSeconds(10));

    assertThat(vonage.received.get(0).at()).isEqualTo(START);
    assertThat(vonage.received)
        .filteredOn(each -> each.body().contains("\"attempt\":2"))
        .singleElement()
        .satisfies(each -> assertThat(each.at()).isEqualTo(START.plusSeconds(10)));
  }

  @Test
  void sendsNothingAfterTheExpiry() {
    register(vonage, MetadataPolicy.BODY);
    vonage.pass(Duration.ofDays(10));

    vonage.player.play(answered());
    vonage.pass(Duration.ofMinutes(1));
    assertThat(vonage.received).isEmpty();
  }

  @Test
  void losesAndRepeatsAsItIsTold() {
    var losing = new PlayedVonage("webhooks.lost", "1");
    register(losing, MetadataPolicy.BODY);
    losing.player.play(answered());
    losing.pass(Duration.ofMinutes(1));
    assertThat(losing.received).isEmpty();

    var repeating = new PlayedVonage("webhooks.duplicated", "1", "webhooks.delayed", "0");
    register(repeating, MetadataPolicy.BODY);
    repeating.player.play(answered());
    repeating.pass(Duration.ofMinutes(1));
    assertThat(repeating.received).hasSize(6);
  }

  private static CallScript answered() {
    return new CallScript(
        "call-1",
        "event-1",
        true,
        false,
        Ending.ANSWERED,
        "12025550143",
        "12025550199",
        Agent.ALL.get(0),
        START,
        START.plusSeconds(3),
        START.plusSeconds(8));
  }

  private static Webhook register(PlayedVonage vonage, MetadataPolicy policy) {
    var webhook =
        new Webhook(
            "w-1",
            URI.create("http://127.0.0.1/api/vonage/1234/events/secret"),
            "key",
            policy,
            vonage.clock.instant(),
            Duration.ofDays(10));
    vonage.webhooks.add(webhook);
    return webhook;
  }
}
