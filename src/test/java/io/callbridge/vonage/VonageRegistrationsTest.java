package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.sandbox.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonageRegistrationsTest {

  private static final String OURS =
      "https://bridge.example.test/api/vonage/1001001/events/sample-path-secret";
  private static final String RESOURCE =
      VonageSamples.text("webhook-resource-failed.json")
          .replace("https://bridge.example.test/vbc/events/sample-path-secret", OURS);

  private final SettableClock clock = new SettableClock("2026-03-03T16:00:00Z");
  private final VonageAccounts accounts =
      VonageSamples.accounts(
          "webhook-url", "https://bridge.example.test", "signing-key", "sample-signing-key");
  private final VonageRegistrations registrations = new VonageRegistrations(null, accounts, clock);

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "{\"webhooks\": [%s]}", "{\"_embedded\": {\"any\": [%s]}}"})
  void findsOurOwnInWhateverList(String list) {
    VonageRegistration found = find(list.formatted(RESOURCE));

    assertThat(found.id()).isEqualTo("5c1a0f5e-0d0b-4a53-8d75-6f0c3c9a7e11");
    assertThat(registrations.renewUrl(VonageSamples.ACCOUNT, found))
        .endsWith("/vis/v1/self/webhooks/5c1a0f5e-0d0b-4a53-8d75-6f0c3c9a7e11/renew");
    assertThat(find(list.formatted(RESOURCE.replace("-secret", "-other")))).isNull();
  }

  @Test
  void findsNothingInAnEmptyList() {
    assertThat(find("[]")).isNull();
    assertThat(find("{\"webhooks\": []}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "", "7", "null"})
  void neverTakesAnythingElseForAnEmptyList(String body) {
    assertThatThrownBy(() -> find(body)).isInstanceOf(VonageUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "true, ACTIVE, 2026-03-03T16:00:00Z, true",
    "false, ACTIVE, 2026-03-03T16:00:00Z, false",
    "false, EXPIRED, 2026-03-03T16:00:00Z, true",
    "false, ACTIVE, 2026-03-07T23:00:00Z, false",
    "false, ACTIVE, 2026-03-08T01:00:00Z, true",
  })
  void renewsWhatHasFailedOrSoonExpires(String failed, String status, Instant now, boolean due) {
    clock.set(now);
    VonageRegistration found =
        find(
            "[%s]"
                .formatted(
                    RESOURCE
                        .replace("\"failed\": true", "\"failed\": " + failed)
                        .replace("ACTIVE", status)));

    assertThat(registrations.isDue(found)).isEqualTo(due);
  }

  @Test
  void registersForCallsSigned() {
    assertThat(registrations.toRequest(VonageSamples.ACCOUNT))
        .isEqualTo(
            VonageSamples.text("webhook-create-request.json")
                .replaceAll("\\s", "")
                .replace("https://bridge.example.test/vbc/events/sample-path-secret", OURS));
  }

  private VonageRegistration find(String body) {
    return registrations.find(VonageSamples.ACCOUNT, body.getBytes(StandardCharsets.UTF_8));
  }
}
