package io.callbridge.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever a CRM answers, something can be made of it. */
class LeadSquaredPropertyTest {

  private static final List<String> SAMPLES =
      List.of(
          "{\"RequestID\": \"r-1\", \"Status\": \"Success\"}",
          "{\"Status\":\"Completed\",\"Response\":\"{\\\"Message\\\":{\\\"Id\\\":\\\"a-1\\\"}}\"}",
          "{\"Status\": \"Error\", \"ExceptionType\": \"MXInvalid\", \"ExceptionMessage\": \"no\"}",
          "[{\"PendingMessages\": 1200, \"ProcessingRatePerMinute\": 600}]",
          "{\"RecordCount\": 1, \"List\": [{\"ProspectActivityId\": \"a-1\", \"Data\": []}]}");

  private static final LeadSquaredSettings.Account ACCOUNT = TestLeadSquared.anAccount();

  @Property(tries = 500)
  void readsAnyBytes(@ForAll byte[] body, @ForAll @IntRange(min = 100, max = 599) int status) {
    read(status, body);
  }

  @Property(tries = 1000)
  void readsDamagedSamples(
      @ForAll @IntRange(max = 4) int sample,
      @ForAll("statuses") int status,
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int cuts) {
    var random = new Random(seed);
    var text = new StringBuilder(SAMPLES.get(sample));
    for (int i = 0; i < cuts && !text.isEmpty(); i++) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.deleteCharAt(at);
      } else {
        text.insert(at, "{}[]\":,0e9\\u\0".charAt(random.nextInt(13)));
      }
    }
    read(status, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.of(200, 202, 400, 401, 404, 429, 500);
  }

  @Test
  void readsWhatIsMadeToBreakAReader() {
    for (String body :
        List.of(
            "[".repeat(200_000),
            "{\"Response\":".repeat(50_000),
            "{\"RequestID\": " + "9".repeat(200_000) + "}",
            "{\"PendingMessages\": 1e999999999, \"ProcessingRatePerMinute\": 1e-999999999}",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "\ufeff{\"RequestID\": \"r-1\"}")) {
      read(200, body.getBytes(StandardCharsets.UTF_8));
      read(400, body.getBytes(StandardCharsets.UTF_16));
    }
  }

  /** Asks all that the routes ask. */
  private static void read(int status, byte[] body) {
    LeadSquaredAnswer answer =
        new LeadSquaredAnswers().read(status, new ByteArrayInputStream(body), ACCOUNT);
    answer.isThrottled();
    answer.isKeyRefused();
    answer.isRefusedForGood();
    answer.isRefusedForNow();
    answer.isNotFound();
    answer.isFailed();
    if (answer.isAccepted()) {
      answer.getRequestId();
    }
    if (answer.isDone()) {
      answer.getActivityId();
    }
    if (answer.isLeads()) {
      assertThat(answer.getLeads()).isNotNull();
    }
    answer.isActivities();
    if (answer.isQueue()) {
      assertThat(answer.getQueue()).isGreaterThanOrEqualTo(Duration.ZERO);
    }
    assertThat(answer.recorded().status()).isEqualTo(status);
  }
}
