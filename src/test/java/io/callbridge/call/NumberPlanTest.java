package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPlanTest {

  @Test
  void hasTenNationalDigitsUnlessToldOtherwise() {
    assertThat(new NumberPlan("1")).isEqualTo(new NumberPlan("1", 10));
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 14", "44, 10", "353, 12"})
  void takesWhatMakesANumberOfAtMostFifteenDigits(String countryCode, int nationalDigits) {
    assertThat(new NumberPlan(countryCode, nationalDigits).countryCode()).isEqualTo(countryCode);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 10",
    "+1, 10",
    "0, 10",
    "01, 10",
    "1234, 10",
    "x, 10",
    "١, 10",
    "1, 3",
    "1, 15",
    "353, 13"
  })
  void refusesWhatIsNoPlan(String countryCode, int nationalDigits) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberPlan(countryCode, nationalDigits));
  }

  @Test
  void needsACountryCode() {
    assertThatNullPointerException().isThrownBy(() -> new NumberPlan(null));
  }
}
