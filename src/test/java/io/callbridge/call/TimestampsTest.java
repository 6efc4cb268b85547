package io.callbridge.call;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-03T16:22:41.500Z");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1595959736 | 2020-07-28T18:08:56Z",
        "01595959736 | 2020-07-28T18:08:56Z",
        "' 1595959736 ' | 2020-07-28T18:08:56Z",
        "1595959736000 | 2020-07-28T18:08:56Z",
        "1595959736123 | 2020-07-28T18:08:56.123Z",
        "946684800000 | 2000-01-01T00:00:00Z",
        "01595959736123 | 2020-07-28T18:08:56.123Z",
        "1772554887950000 | 2026-03-03T16:21:27.950Z",
        "1595959736000001 | 2020-07-28T18:08:56.000001Z",
        "946684800000000 | 2000-01-01T00:00:00Z",
        "1595959736123456789 | 2020-07-28T18:08:56.123456789Z",
        "946684800000000001 | 2000-01-01T00:00:00.000000001Z",
        "01595959736123456789 | 2020-07-28T18:08:56.123456789Z",
        "1595959736.25 | 2020-07-28T18:08:56.250Z",
        "1595959736.1234567899 | 2020-07-28T18:08:56.123456789Z"
      })
  void readsTheSecondsSince1970(String raw, Instant expected) {
    assertThat(Timestamps.read(raw, NEW_YORK, RECEIVED)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-03T16:22:41.310Z | 2026-03-03T16:22:41.310Z",
        "2026-03-03T16:22:41Z | 2026-03-03T16:22:41Z",
        "2026-03-03T16:22:41.Z | 2026-03-03T16:22:41Z",
        "2026-03-03T16:22:41.1Z | 2026-03-03T16:22:41.100Z",
        "2026-03-03T16:22:41.123456789Z | 2026-03-03T16:22:41.123456789Z",
        "2026-03-03T16:22Z | 2026-03-03T16:22:00Z",
        "2026-03-03t16:22:41z | 2026-03-03T16:22:41Z",
        "2025-12-14T19:50:09.9897679+00:00 | 2025-12-14T19:50:09.989767900Z",
        "2020-10-01T16:10:06.000+0000 | 2020-10-01T16:10:06Z",
        "2020-10-01T16:10:06.000-0430 | 2020-10-01T20:40:06Z",
        "2020-10-01T16:10:06+05:30 | 2020-10-01T10:40:06Z",
        "2019-09-13-16:48:27.198Z | 2019-09-13T16:48:27.198Z",
        "2019-09-13-16:48:27-04:00 | 2019-09-13T20:48:27Z",
        "2019-01-01 00:00:00Z | 2019-01-01T00:00:00Z",
        "2019-01-01 00:00:00 +0100 | 2018-12-31T23:00:00Z",
        "2024-02-29T23:59:60Z | 2024-02-29T23:59:59Z",
        "2016-12-31T23:59:60.250Z | 2016-12-31T23:59:59.250Z"
      })
  void readsIso8601(String raw, Instant expected) {
    assertThat(Timestamps.read(raw, NEW_YORK, RECEIVED)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-09-13T16:49:40.500 | 2019-09-13T16:49:40.500Z | 2019-09-13T20:49:40.500Z",
        "2019-01-01 00:00:00 | 2019-01-01T00:00:00Z | 2019-01-01T05:00:00Z",
        "2026-03-03 16:21:20.004 | 2026-03-03T16:21:20.004Z | 2026-03-03T21:21:20.004Z",
        "2026-03-03 16:21 | 2026-03-03T16:21:00Z | 2026-03-03T21:21:00Z",
        "2019-09-13-16:48:27 | 2019-09-13T16:48:27Z | 2019-09-13T20:48:27Z",
        // The hour that is left out, and the hour that comes twice.
        "2025-03-09 02:30:00 | 2025-03-09T02:30:00Z | 2025-03-09T07:30:00Z",
        "2025-11-02 01:30:00 | 2025-11-02T01:30:00Z | 2025-11-02T05:30:00Z"
      })
  void readsALocalTimeInTheGivenZone(String raw, Instant inUtc, Instant inNewYork) {
    assertThat(Timestamps.read(raw, UTC, RECEIVED.plus(1, ChronoUnit.DAYS))).contains(inUtc);
    assertThat(Timestamps.read(raw, NEW_YORK, RECEIVED.plus(1, ChronoUnit.DAYS)))
        .contains(inNewYork);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tue, 03 Mar 2026 16:22:41 +0000",
        "Tue, 3 Mar 2026 16:22:41 +0000",
        "Mon, 03 Mar 2026 16:22:41 +0000",
        "Tuesday, 03 Mar 2026 16:22:41 +0000",
        "mar., 03 Mar 2026 16:22:41 +0000",
        "03 Mar 2026 16:22:41 +0000",
        "Tue,03 Mar 2026 16:22:41 +0000",
        "TUE, 03 MAR 2026 16:22:41 GMT",
        "Tue, 03 Mar 2026 16:22:41 GMT",
        "Tue, 03 Mar 2026 16:22:41 UT",
        "Tue, 03 Mar 2026 16:22:41 UTC",
        "Tue, 03 Mar 2026 16:22:41 Z",
        "Tue, 03 Mar 2026 16:22:41 -0000",
        "Tue, 03 Mar 2026 11:22:41 -0500",
        "Tue, 03 Mar 2026 21:52:41 +0530",
        "Wed, 04 Mar 2026 00:22:41 +0800",
        "  Tue,  03  Mar  2026  16:22:41  +0000 "
      })
  void readsRfc2822(String raw) {
    assertThat(Timestamps.read(raw, NEW_YORK, RECEIVED))
        .contains(Instant.parse("2026-03-03T16:22:41Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 03 Mar 2026 16:22 +0000 | 2026-03-03T16:22:00Z",
        "Sat, 31 Dec 2016 23:59:60 GMT | 2016-12-31T23:59:59Z",
        "1 Jan 2025 00:00:00 Z | 2025-01-01T00:00:00Z",
        "2 Feb 2025 00:00:00 Z | 2025-02-02T00:00:00Z",
        "3 Mar 2025 00:00:00 Z | 2025-03-03T00:00:00Z",
        "4 Apr 2025 00:00:00 Z | 2025-04-04T00:00:00Z",
        "5 May 2025 00:00:00 Z | 2025-05-05T00:00:00Z",
        "6 Jun 2025 00:00:00 Z | 2025-06-06T00:00:00Z",
        "7 Jul 2025 00:00:00 Z | 2025-07-07T00:00:00Z",
        "8 Aug 2025 00:00:00 Z | 2025-08-08T00:00:00Z",
        "9 Sep 2025 00:00:00 Z | 2025-09-09T00:00:00Z",
        "10 Oct 2025 00:00:00 Z | 2025-10-10T00:00:00Z",
        "11 Nov 2025 00:00:00 Z | 2025-11-11T00:00:00Z",
        "12 Dec 2025 00:00:00 Z | 2025-12-12T00:00:00Z"
      })
  void readsTheMonthsAndShortTimesOfRfc2822(String raw, Instant expected) {
    assertThat(Timestamps.read(raw, NEW_YORK, RECEIVED)).contains(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "  ",
        "0",
        "000",
        "0.0",
        "-1",
        "-0",
        "-1595959736",
        "-62135596800000",
        "-1.5",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00.0000000",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+05:00",
        "0001-01-01 00:00:00",
        "Mon, 01 Jan 0001 00:00:00 GMT"
      })
  void readsNoTimeWhereTheProviderHasNone(String raw) {
    assertThat(Timestamps.read(raw, UTC, RECEIVED)).isEmpty();
    assertThat(Timestamps.isAbsent(raw)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "null",
        "1.595959736E9",
        "1595959736.",
        ".5",
        "+1595959736",
        "1595959736000.5",
        "99999999999999999999",
        "999999999999999999999",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-03-03T24:00:00Z",
        "2026-03-03T16:60:00Z",
        "2026-03-03T16:22:61Z",
        "2026-03-03T16:22:41.1234567891Z",
        "2026-03-03T16:22:41+19:00",
        "2026-03-03T16:22:41+01:60",
        "2026-03-03T16:22:41Zulu",
        "2026-3-3T16:22:41Z",
        "2026-03-03",
        "16:22:41",
        "٢٠٢٦-٠٣-٠٣T16:22:41Z",
        "Tue, 03 Mär 2026 16:22:41 +0000",
        "Tue, 03 Foo 2026 16:22:41 +0000",
        "Tue, 32 Mar 2026 16:22:41 +0000",
        "Tue, 03 Mar 2026 16:22:41 EST",
        "Tue, 03 Mar 2026",
        // readable, but before 2000
        "1",
        "946684799",
        "1999-12-31T23:59:59.999999999Z",
        "Fri, 31 Dec 1999 23:59:59 GMT",
        "20260303",
        // readable, but more than a day ahead
        "2026-03-04T16:22:41.500000001Z",
        "9999-12-31T23:59:59.9999999Z",
        "9999999999"
      })
  void readsNoTimeFromWhatIsWorthAWarning(String raw) {
    assertThat(Timestamps.read(raw, UTC, RECEIVED)).isEmpty();
    assertThat(Timestamps.isAbsent(raw)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000-01-01T00:00:00Z", "2026-03-04T16:22:41.500Z"})
  void believesTheFirstAndTheLastPlausibleMoment(String raw) {
    assertThat(Timestamps.read(raw, UTC, RECEIVED)).contains(Instant.parse(raw));
  }

  @Test
  void copesWithAnyMomentOfReceipt() {
    assertThat(Timestamps.read("2026-03-03T16:22:41Z", UTC, Instant.MAX)).isPresent();
    assertThat(Timestamps.read("2026-03-03T16:22:41Z", UTC, Instant.MIN)).isEmpty();
  }

  @Test
  void needsAZoneAndAMomentOfReceipt() {
    assertThatNullPointerException().isThrownBy(() -> Timestamps.read(null, null, RECEIVED));
    assertThatNullPointerException().isThrownBy(() -> Timestamps.read(null, UTC, null));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-03T16:21:27.950Z, Z, 2026-03-03 16:21:27",
    "2026-03-03T16:21:27.999999999Z, Z, 2026-03-03 16:21:27",
    "2026-03-03T16:21:27Z, America/New_York, 2026-03-03 11:21:27",
    "2026-03-03T18:30:00Z, Asia/Kolkata, 2026-03-04 00:00:00",
    "2026-01-01T00:00:00Z, UTC, 2026-01-01 00:00:00"
  })
  void writesForTheCrm(Instant time, String zone, String expected) {
    assertThat(Timestamps.write(time, ZoneId.of(zone))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-SA-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "tr-TR", "ja-JP"})
  void dependsOnNoLocale(String locale) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      assertThat(Timestamps.write(RECEIVED, UTC)).isEqualTo("2026-03-03 16:22:41");
      assertThat(Timestamps.read("SAT, 11 APR 2020 01:02:03 UTC", UTC, RECEIVED))
          .contains(Instant.parse("2020-04-11T01:02:03Z"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property
  void readsAnyTextWithoutFailing(@ForAll String raw) {
    Timestamps.read(raw, NEW_YORK, RECEIVED);
    Timestamps.isAbsent(raw);
  }

  @Property
  void readsAlmostTimesWithoutFailing(@ForAll @From("almostTimes") String raw) {
    Timestamps.read(raw, NEW_YORK, RECEIVED);
    Timestamps.isAbsent(raw);
  }

  @Property
  void readsWhatItWroteToTheSecond(
      @ForAll @LongRange(min = 946_684_800L, max = 1_772_554_961L) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -18, max = 18) int offsetHours) {
    Instant time = Instant.ofEpochSecond(second, nanos);
    ZoneOffset zone = ZoneOffset.ofHours(offsetHours);

    assertThat(Timestamps.read(Timestamps.write(time, zone), zone, RECEIVED))
        .contains(time.truncatedTo(ChronoUnit.SECONDS));
  }

  @Property
  void keepsEveryDigitOfAnIsoTime(
      @ForAll @LongRange(min = 946_684_800L, max = 1_772_554_961L) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant time = Instant.ofEpochSecond(second, nanos);

    assertThat(Timestamps.read(time.toString(), NEW_YORK, RECEIVED)).contains(time);
  }

  @Provide
  Arbitrary<String> almostTimes() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "2026",
            "0001",
            "03",
            "99",
            "60",
            "-",
            "T",
            " ",
            ":",
            ".",
            "+",
            "Z",
            "GMT",
            "Mar",
            "Tue,",
            "999999999999",
            "-05:00",
            "16:22:41");
    return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
  }
}
