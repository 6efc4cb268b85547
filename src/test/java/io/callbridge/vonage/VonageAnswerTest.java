package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the status line is asked, so whatever a body says, such as a 401 in a 404, is no matter. */
class VonageAnswerTest {

  private final VonageAnswer answer = new VonageAnswer();

  @Test
  void takesA404ForGone() {
    assertThat(answer.isGone(404)).isTrue();
    assertThat(answer.isTokenRefused(404)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void waitsForATransientFault(int httpStatus) {
    assertThat(answer.isTransient(httpStatus)).isTrue();
    assertThatThrownBy(() -> answer.check(httpStatus, "it", null))
        .isInstanceOf(VonageUnavailableException.class);
  }

  @Test
  void saysHowLongToWait() {
    assertThatThrownBy(() -> answer.check(429, "it", "7"))
        .isInstanceOfSatisfying(
            VonageBusyException.class, busy -> assertThat(busy.getRetryAfter()).hasSeconds(7));
    assertThatThrownBy(() -> answer.check(429, "it", "soon"))
        .isInstanceOfSatisfying(
            VonageUnavailableException.class, busy -> assertThat(busy.getRetryAfter()).isNull());
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 404, 409})
  void givesUpOnARefusal(int httpStatus) {
    assertThatThrownBy(() -> answer.check(httpStatus, "it", null))
        .isInstanceOf(VonageRefusedException.class);
  }

  @Test
  void letsAGoodAnswerPass() {
    assertThatCode(() -> answer.check(200, "it", null)).doesNotThrowAnyException();
    assertThatCode(() -> answer.check(204, "it", null)).doesNotThrowAnyException();
  }
}
