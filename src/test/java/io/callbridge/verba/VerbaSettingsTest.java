package io.callbridge.verba;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbaSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "https://rec.example.test, https://rec.example.test/verba/api",
    "https://rec.example.test/verba, https://rec.example.test/verba/api",
    "https://rec.example.test/verba/api, https://rec.example.test/verba/api",
    "http://127.0.0.1:8090/simulator/verba, http://127.0.0.1:8090/simulator/verba/api",
    "https://proxy.example.test/recorder, https://proxy.example.test/recorder/verba/api"
  })
  void addsWhatIsMissingOfTheAddress(String url, String api) {
    assertThat(ARecorder.account("url", url).apiUrl()).isEqualTo(api);
  }

  @Test
  void keepsSecretsOutOfItsText() {
    var settings = ARecorder.settings("username", "api", "password", "pass-word");

    assertThat(settings.toString()).doesNotContain("the-api-key").doesNotContain("pass-word");
    assertThat(new VerbaSession("the-token", "JSESSIONID=x", java.time.Instant.EPOCH).toString())
        .doesNotContain("the-token");
  }

  @Test
  void asksByTheConfiguredOrder() {
    assertThat(ARecorder.account().findBy())
        .containsExactly(
            FindBy.PLATFORM_CALL_ID, FindBy.NATIVE_ID, FindBy.EXTENSION, FindBy.SEARCH);
    assertThat(ARecorder.account("find-by", "native-id, search").findBy())
        .containsExactly(FindBy.NATIVE_ID, FindBy.SEARCH);
  }
}
