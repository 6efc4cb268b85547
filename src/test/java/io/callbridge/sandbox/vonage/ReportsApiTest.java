package io.callbridge.sandbox.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void showsACallLate() {
    var vonage = new PlayedVonage("reported-after", "8m");
    vonage.player.play();
    vonage.pass(Duration.ofMinutes(5));
    assertThat(page(vonage, 1, 10).path("total_items").asInt()).isZero();

    vonage.pass(Duration.ofMinutes(5));
    JsonNode row = page(vonage, 1, 10).at("/_embedded/call_logs/0");
    CallScript truth = vonage.switchboard.all().get(0).script();
    assertThat(row.path("id").asText()).isEqualTo(truth.callId());
    assertThat(row.path("start").asText()).isEqualTo("2026-03-03 16:00:00");
    assertThat(row.path("result").asText()).isEqualTo(truth.ending().result());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void countsPagesFromWhereItIsTold(int first) {
    var vonage = new PlayedVonage("first-page", String.valueOf(first));
    for (int i = 0; i < 5; i++) {
      vonage.player.play();
    }
    vonage.pass(Duration.ofMinutes(1));

    JsonNode last = page(vonage, first + 2, 2);
    assertThat(last.at("/_embedded/call_logs")).hasSize(1);
    assertThat(last.path("total_pages").asInt()).isEqualTo(3);
    assertThat(last.at("/_links/prev").isMissingNode()).isFalse();
    assertThat(last.at("/_links/next").isMissingNode()).isTrue();
    assertThat(page(vonage, first, 2).at("/_links/next/href").asText())
        .contains("page=" + (first + 1));
    assertThat(page(vonage, first + 3, 2).at("/_embedded/call_logs")).isEmpty();
  }

  @Test
  void wantsAWindowInItsOwnForm() {
    var vonage = new PlayedVonage();
    Map<String, String> query = query(1, 10);

    query.put("start:gte", "2026-03-03T00:00:00Z");
    vonage.player.play();
    vonage.pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> api(vonage).callLogs("1234", vonage.login(), query))
        .hasMessageContaining("yyyy-MM-dd HH:mm:ss");
    query.remove("start:gte");
    assertThatThrownBy(() -> api(vonage).callLogs("1234", vonage.login(), query))
        .hasMessageContaining("is required");
    assertThatThrownBy(() -> api(vonage).callLogs("1234", vonage.login(), Map.of()))
        .hasMessageContaining("page_size");
  }

  @Test
  void refusesWhoeverShowsNoToken() {
    var vonage = new PlayedVonage();

    assertThatThrownBy(() -> api(vonage).callLogs("1234", "Bearer x", query(1, 10)))
        .hasMessageContaining("Problem with provided token");
    assertThatThrownBy(() -> api(vonage).callLogs("1", vonage.login(), query(1, 10)))
        .hasMessageContaining("Problem with provided token");
  }

  @Test
  void failsAsOftenAsItIsTold() {
    var vonage = new PlayedVonage();
    vonage.faults.setRates(new Faults.Rates(1, 0));
    assertThatThrownBy(() -> page(vonage, 1, 10)).hasMessageContaining("unavailable");
    vonage.faults.setRates(new Faults.Rates(0, 1));
    assertThatThrownBy(() -> page(vonage, 1, 10)).hasMessageContaining("token");
  }

  private static ReportsApi api(PlayedVonage vonage) {
    return new ReportsApi(vonage.settings, vonage.switchboard, vonage.tokens, vonage.faults);
  }

  private static JsonNode page(PlayedVonage vonage, int page, int size) {
    return JSON.valueToTree(api(vonage).callLogs("1234", vonage.login(), query(page, size)));
  }

  private static Map<String, String> query(int page, int size) {
    Map<String, String> query = new HashMap<>();
    query.put("start:gte", "2026-03-03 00:00:00");
    query.put("start:lte", "2026-03-03 23:59:59");
    query.put("page", String.valueOf(page));
    query.put("page_size", String.valueOf(size));
    return query;
  }
}
