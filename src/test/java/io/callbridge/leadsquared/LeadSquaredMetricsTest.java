package io.callbridge.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadSquaredMetricsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"PendingMessages\": 1200, \"MaxDelayInSeconds\": 34, \"ProcessingRatePerMinute\": 600}",
        "{\"PendingMessages\": 1200, \"ProcessingratePerMinute\": 600}",
        "{\"pendingmessages\": \"1200\", \"PROCESSINGRATEPERMINUTE\": \"600.0\"}",
        "[{\"PendingMessages\": 1200, \"ProcessingRatePerMinute\": 600}]",
        "{\"Metrics\": {\"PendingMessages\": 1200, \"ProcessingRatePerMinute\": 600}}",
      })
  void tellsHowLongTheQueueTakes(String body) {
    var answer = new LeadSquaredAnswer(200, body);

    assertThat(answer.isQueue()).isTrue();
    assertThat(answer.getQueue()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"PendingMessages\": 1200, \"ProcessingRatePerMinute\": 0}",
        "{\"PendingMessages\": 1200, \"ProcessingRatePerMinute\": -600}",
        "{\"PendingMessages\": -1, \"ProcessingRatePerMinute\": 600}",
        "{\"PendingMessages\": 1200}",
        "{\"ProcessingRatePerMinute\": 600}",
        "{\"PendingMessages\": \"many\", \"ProcessingRatePerMinute\": \"NaN\"}",
        "{\"PendingMessages\": null, \"ProcessingRatePerMinute\": null}",
        "<html>It works!</html>",
        "",
      })
  void anAnswerWithoutBothNumbersOrWithARateOfNothingTellsNothing(String body) {
    assertThat(new LeadSquaredAnswer(200, body).isQueue()).isFalse();
  }

  @Test
  void anErrorTellsNothing() {
    String body = "{\"PendingMessages\": 1200, \"ProcessingRatePerMinute\": 600}";

    assertThat(new LeadSquaredAnswer(500, body).isQueue()).isFalse();
    assertThat(new LeadSquaredAnswer(404, "").isQueue()).isFalse();
  }

  @Test
  void aQueueOfAgesIsADay() {
    var answer =
        new LeadSquaredAnswer(
            200, "{\"PendingMessages\": 1e300, \"ProcessingRatePerMinute\": 1e-300}");

    assertThat(answer.getQueue()).isEqualTo(Duration.ofDays(1));
  }
}
