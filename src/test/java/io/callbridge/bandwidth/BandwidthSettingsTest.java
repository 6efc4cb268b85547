package io.callbridge.bandwidth;

import static io.callbridge.bandwidth.BandwidthSamples.ACCOUNT;
import static io.callbridge.bandwidth.BandwidthSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.bandwidth.BandwidthSettings.PostAfter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandwidthSettingsTest {

  @Test
  void hasDefaults() {
    BandwidthSettings.Account account = settings().accounts().get(ACCOUNT);

    assertThat(account.collectEvery()).isEqualTo(Duration.ofMinutes(5));
    assertThat(account.postAfter()).isEqualTo(PostAfter.SETTLE);
    assertThat(account.requireAgentLeg()).isFalse();
    assertThat(account.bxml()).isEmpty();
    assertThat(account.users()).containsEntry("4711", "12025550155");
    assertThat(settings().providerAccounts())
        .singleElement()
        .satisfies(
            provider -> {
              assertThat(provider.provider()).isEqualTo("bandwidth");
              assertThat(provider.name()).isEqualTo(ACCOUNT);
              assertThat(provider.defaults().agentNumber()).isEqualTo("+12025550155");
              assertThat(provider.defaults().displayNumber()).isEqualTo("+12025550199");
            });
  }

  @Test
  void keepsItsSecretsToItself() {
    BandwidthSettings settings =
        settings(
            "url", "https://voice.example.test/api/v2",
            "username", "api-user",
            "password", "hidden-1",
            "webhook-username", "hook-user",
            "webhook-password", "hidden-2",
            "bxml.answer", "<Response><Redirect password=\"hidden-3\"/></Response>");

    assertThat(settings.toString()).contains("voice.example.test").doesNotContain("hidden");
    assertThat(settings.providerAccounts().toString()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tag-form | agent=",
        "tag-form | <number><number>",
        "recording-url | listen.example.test/{recordingId}",
        "recording-url | ftp://listen.example.test/{recordingId}",
        "recording-url | https://listen.example.test/{recording}",
        "url | https://voice.example.test/api/v2",
        "collect-from | yesterday",
        "post-after | never",
        "bxml.anser | <Response/>",
        "bxml.disconnect | <Response/>",
        "bxml.answer | <Response>",
        "bxml.answer | <Bxml/>",
        "bxml.answer | <!DOCTYPE Response [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Response>&x;</Response>"
      })
  void refusesWhatCannotWork(String name, String value) {
    assertThatThrownBy(() -> settings(name, value)).hasMessageContaining("callbridge.bandwidth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "agent=<number> | agent=2001 | 2001",
        "agent=<number> | lead=9b2f; agent= 2001 ;x | 2001",
        "agent=<number> | subagent=2001 | none",
        "agent=<number> | superagent=1;agent=2001 | 2001",
        "agent=<number> | lead=1 | none",
        "[a:<number>] | x [a:+1 (202) 555-0155] y | +1 (202) 555-0155",
        "\"agent\":\"<number>\" | {\"lead\":\"1\",\"agent\":\"2001\"} | 2001",
        "<number> | 2001 | 2001",
        "<number> | 2001;x | 2001"
      })
  void findsTheAgentInATag(String form, String tag, String agent) {
    assertThat(TagForm.valueOf(form).agentIn(tag).orElse(null)).isEqualTo(agent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "https://l.example.test/{accountId}/{callId}?r={recordingId} | https://l.example.test/9/c%2F1?r=r%201",
        "https://l.example.test/?u={mediaUrl} | https://l.example.test/?u=https%3A%2F%2Fv.example.test%2Fm",
        "{mediaUrl} | https://v.example.test/m",
        "{mediaUrl}?listen | https://v.example.test/m?listen"
      })
  void makesARecordingsAddress(String template, String address) {
    var values =
        Map.of(
            "accountId", "9",
            "callId", "c/1",
            "recordingId", "r 1",
            "mediaUrl", "https://v.example.test/m");

    assertThat(RecordingUrl.valueOf(template).of(values)).contains(address);
  }

  @Test
  void makesNoAddressOutOfAnythingElse() {
    assertThat(RecordingUrl.valueOf("{mediaUrl}").of(Map.of("mediaUrl", "javascript:alert(1)")))
        .isEmpty();
    assertThat(RecordingUrl.valueOf("{mediaUrl}").of(Map.of("mediaUrl", "file:///etc/passwd")))
        .isEmpty();
    assertThat(RecordingUrl.valueOf("https://l.example.test/{callId}").of(Map.of())).isEmpty();
  }
}
