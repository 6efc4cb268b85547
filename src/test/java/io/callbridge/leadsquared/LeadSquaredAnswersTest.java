package io.callbridge.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LeadSquaredAnswersTest {

  private final LeadSquaredAnswers answers = new LeadSquaredAnswers();

  @Test
  void readsAtMost256KiBOfAnAnswerThatNeverEnds() {
    var endless =
        new InputStream() {
          int read;

          @Override
          public int read() {
            read++;
            return 'x';
          }
        };

    assertThat(answers.read(200, endless, TestLeadSquared.anAccount()).isAccepted()).isTrue();
    assertThat(endless.read).isEqualTo(256 * 1024);
  }

  @Test
  void masksOurSecretsInAnAnswerThatRepeatsThem() {
    var body = "{\"ExceptionMessage\": \"a-secret-key may not use /log/a-secret-token\"}";

    LeadSquaredAnswer answer =
        answers.read(
            400,
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            TestLeadSquared.anAccount());

    assertThat(answer.recorded().response())
        .isEqualTo("{\"ExceptionMessage\": \"*** may not use ***\"}");
    assertThat(answer.recorded().words()).doesNotContain("a-secret");
  }
}
