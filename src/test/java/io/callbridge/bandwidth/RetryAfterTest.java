package io.callbridge.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-03T16:22:41Z");

  @Test
  void readsTheSample() {
    String header =
        BandwidthSamples.text("error-429.headers.txt")
            .lines()
            .filter(line -> line.startsWith("Retry-After: "))
            .findFirst()
            .orElseThrow()
            .substring("Retry-After: ".length());

    assertThat(RetryAfter.read(header, NOW)).contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "7 | PT7S",
        " 7  | PT7S",
        "1.5 | PT1.5S",
        "0.25 | PT0.25S",
        "600 | PT10M",
        "601 | PT10M",
        "99999999999999999999 | PT10M",
        "Tue, 03 Mar 2026 16:22:48 GMT | PT7S",
        "Fri, 03 Mar 2026 16:22:48 GMT | PT7S",
        "Tuesday, 03-Mar-26 16:22:48 GMT | PT7S",
        "Tue Mar  3 16:22:48 2026 | PT7S",
        "tue, 3 mar 2026 16:22:48 gmt | PT7S",
        "Tue, 03 Mar 2026 16:22:00 GMT | PT0S",
        "Tue, 03 Mar 2026 17:22:48 GMT | PT10M",
        "Sun, 06 Nov 1994 08:49:37 GMT | PT0S"
      })
  void readsItsThreeForms(String header, Duration wait) {
    assertThat(RetryAfter.read(header, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "soon", "-1", "7s", "1,5", "NaN", "2026-03-03T16:22:48Z"})
  void saysNothingOtherwise(String header) {
    assertThat(RetryAfter.read(header, NOW)).isEmpty();
  }

  @Property
  void isNeverBelowZeroOrAboveTheCap(
      @ForAll @Chars({'0', '9', '.', '-', 'G', ' ', ':'}) String any) {
    RetryAfter.read(any, NOW)
        .ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST));
  }

  @Property
  void readsAnyDate(@ForAll @IntRange(min = -100_000, max = 100_000) int seconds) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));

    assertThat(RetryAfter.read(date, NOW))
        .contains(Duration.ofSeconds(Math.max(0, Math.min(seconds, 600))));
  }

  @Property
  void neverThrows(@ForAll String any) {
    assertThat(RetryAfter.read(any, NOW)).isNotNull();
  }
}
