package io.callbridge.leadsquared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Samples;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of contracts/leadsquared.md, sections 3, 4 and 8. */
class LeadSquaredAnswerTest {

  private static final String REQUEST = "5d1c0c1e-7f3a-4e7b-9d51-7a2f4b8f0a11";
  private static final String ACTIVITY = "e0d1c2b3-a495-4867-8b7a-0c1d2e3f4a5b";

  /** Exactly one holds for any answer. */
  enum Kind {
    THROTTLED,
    KEY_REFUSED,
    REFUSED_FOR_GOOD,
    REFUSED_FOR_NOW,
    ACCEPTED,
    AMBIGUOUS
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | async-accepted.json | ACCEPTED | " + REQUEST,
        "202 | async-accepted.json | ACCEPTED | " + REQUEST,
        "200 | async-accepted-other-casing.json | ACCEPTED | " + REQUEST,
        "200 | async-accepted-bare-string.json | ACCEPTED | " + REQUEST,
        "200 | async-accepted-without-id.json | ACCEPTED | ",
        "200 | sync-success.json | ACCEPTED | ",
        "200 | sync-success-nested.json | ACCEPTED | ",
        "400 | error-400.json | REFUSED_FOR_GOOD | ",
        "200 | error-400.json | REFUSED_FOR_GOOD | ",
        "500 | error-400.json | REFUSED_FOR_GOOD | ",
        "401 | error-401.json | KEY_REFUSED | ",
        "500 | error-401.json | KEY_REFUSED | ",
        "200 | error-401.json | KEY_REFUSED | ",
        "403 | error-401-gateway.json | KEY_REFUSED | ",
        "401 | error-401-gateway.json | KEY_REFUSED | ",
        "429 | error-429-rate-limit.json | THROTTLED | ",
        "200 | error-429-rate-limit.json | THROTTLED | ",
        "500 | error-429-rate-limit.json | THROTTLED | ",
        "429 | error-429-plain.txt | THROTTLED | ",
        "200 | error-429-plain.txt | THROTTLED | ",
        "403 | error-429-plain.txt | THROTTLED | ",
        "503 | error-429-plain.txt | THROTTLED | ",
        "500 | error-500-duplicate-entry.json | REFUSED_FOR_GOOD | ",
        "500 | error-500-mandatory-attribute.json | REFUSED_FOR_GOOD | ",
        "503 | error-500-mandatory-attribute.json | REFUSED_FOR_GOOD | ",
        "200 | error-500-mandatory-attribute.json | REFUSED_FOR_GOOD | ",
        "500 | error-500-without-mx-body.html | AMBIGUOUS | ",
        "502 | error-500-without-mx-body.html | AMBIGUOUS | ",
        "504 | error-500-without-mx-body.html | AMBIGUOUS | ",
        "503 | error-500-without-mx-body.html | REFUSED_FOR_NOW | ",
        "404 | error-500-without-mx-body.html | REFUSED_FOR_GOOD | ",
        "200 | error-500-without-mx-body.html | ACCEPTED | ",
        "302 | error-500-without-mx-body.html | AMBIGUOUS | ",
      })
  void putsEverySampleIntoItsClass(int status, String file, Kind expected, String requestId) {
    LeadSquaredAnswer answer = sample(status, file);

    assertThat(kinds(answer)).containsExactly(expected);
    assertThat(answer.getRequestId()).isEqualTo(requestId);
    assertThat(answer.isDone()).isFalse();
    assertThat(answer.isFailed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "200 | ~~ | ACCEPTED | ",
        "204 | ~~ | ACCEPTED | ",
        "200 | null | ACCEPTED | ",
        "200 | [] | ACCEPTED | ",
        "200 | {\"requestid\": \" r-1 \"} | ACCEPTED | r-1",
        "200 | {\"Result\": {\"RequestID\": \"r-1\"}} | ACCEPTED | r-1",
        "200 | {\"Message\": \"{\\\"RequestId\\\": \\\"r-1\\\"}\"} | ACCEPTED | r-1",
        "200 | {\"RequestId\": 17} | ACCEPTED | 17",
        "200 | {\"RequestId\": null, \"Status\": \"Success\"} | ACCEPTED | ",
        "200 | {\"RequestId\": \"\"} | ACCEPTED | ",
        "200 | \uFEFF{\"RequestId\": \"r-1\"} | ACCEPTED | r-1",
        "200 | {\"Status\": \"Success\", \"RequestId\": \"r-1\", \"Note\": \"API calls exceeded the limit of 25 in 5 second(s)\"} | ACCEPTED | r-1",
        "200 | \"API calls exceeded the limit of 25 in 5 second(s)\" | THROTTLED | ",
        "200 | {\"Message\": \"api calls exceeded the limit of 5 in 10 second(s)\"} | THROTTLED | ",
        "200 | \"Request accepted\" | ACCEPTED | ",
        "200 | {\"Status\": \"Error\"} | REFUSED_FOR_GOOD | ",
        "200 | {\"status\": \"ERROR\", \"Message\": \"no such connector\"} | REFUSED_FOR_GOOD | ",
        "200 | {\"Status\": \"Error\", \"ExceptionType\": \"SomeException\"} | REFUSED_FOR_GOOD | ",
        "500 | {\"Status\": \"Error\", \"ExceptionType\": \"SomeException\"} | AMBIGUOUS | ",
        "500 | {\"exceptiontype\": \"MXAnythingException\"} | REFUSED_FOR_GOOD | ",
        "503 | {\"Status\": \"Error\", \"ExceptionType\": \"SomeException\"} | REFUSED_FOR_NOW | ",
        "503 | ~~ | REFUSED_FOR_NOW | ",
        "429 | ~~ | THROTTLED | ",
        "401 | ~~ | KEY_REFUSED | ",
        "403 | <html></html> | KEY_REFUSED | ",
        "400 | ~~ | REFUSED_FOR_GOOD | ",
        "404 | ~~ | REFUSED_FOR_GOOD | ",
        "408 | ~~ | AMBIGUOUS | ",
        "409 | ~~ | AMBIGUOUS | ",
        "413 | ~~ | AMBIGUOUS | ",
        "500 | ~~ | AMBIGUOUS | ",
        "301 | ~~ | AMBIGUOUS | ",
        "307 | ~~ | AMBIGUOUS | ",
        "100 | ~~ | AMBIGUOUS | ",
      })
  void putsEveryOtherAnswerIntoAClass(int status, String body, Kind expected, String requestId) {
    LeadSquaredAnswer answer = answer(status, body);

    assertThat(kinds(answer)).containsExactly(expected);
    assertThat(answer.getRequestId()).isEqualTo(requestId);
  }

  @ParameterizedTest
  @CsvSource({
    "status-success.json, " + ACTIVITY,
    "status-success-upper-case.json, " + ACTIVITY,
    "status-boolean-true.json, " + ACTIVITY,
    "status-success-message-plain-text.json,",
    "status-missing-optional.json,",
  })
  void findsATaskDoneAndItsActivity(String file, String activity) {
    LeadSquaredAnswer answer = sample(200, file);

    assertThat(kinds(answer)).containsExactly(Kind.ACCEPTED);
    assertThat(answer.isDone()).isTrue();
    assertThat(answer.isFailed()).isFalse();
    assertThat(answer.getActivityId()).isEqualTo(activity);
    assertThat(answer.recorded().words()).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status-failure.json | failed: MXInvalidInputException: StartTime is not a valid date",
        "status-error.json | failed: MXMandatoryAttributeMissingException: SourceNumber is missing",
        "status-success-with-inner-error.json | failed: MXInvalidInputException: Virtual number is not mapped",
        "status-unicode.json | failed: Lead «Zoë Müller» – 名古屋 konnte nicht zugeordnet werden",
      })
  void findsATaskFailedAndWhy(String file, String words) {
    LeadSquaredAnswer answer = sample(200, file);

    assertThat(kinds(answer)).containsExactly(Kind.ACCEPTED);
    assertThat(answer.isFailed()).isTrue();
    assertThat(answer.isDone()).isFalse();
    assertThat(answer.getActivityId()).isNull();
    assertThat(answer.recorded().words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "status-in-queue.json, pending: In-Queue",
    "status-queued.json, pending: QUEUED",
    "status-unknown.json, pending: Paused-For-Maintenance",
    "status-huge-numbers.json, pending: In-Queue",
  })
  void findsATaskPending(String file, String words) {
    LeadSquaredAnswer answer = sample(200, file);

    assertThat(kinds(answer)).containsExactly(Kind.ACCEPTED);
    assertThat(answer.isDone()).isFalse();
    assertThat(answer.isFailed()).isFalse();
    assertThat(answer.recorded().words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"Status\": \" suc-cess \"} | done | ",
        "{\"Status\": \"true\"} | done | ",
        "{\"status\": \"SUCCESS\", \"message\": {\"prospectactivityid\": \"a-1\"}} | done | a-1",
        "{\"Status\": \"Success\", \"Message\": {\"Id\": \"a-1\"}} | done | a-1",
        "{\"Status\": \"Success\", \"Message\": {\"Status\": \"Success\", \"Message\": {\"Id\": \"a-1\", \"Message\": \"x\"}}} | done | a-1",
        "{\"Status\": \"Success\", \"Message\": \"{\\\"Message\\\": {\\\"ProspectActivityId\\\": \\\"a-1\\\", \\\"Id\\\": \\\"b-2\\\"}}\"} | done | a-1",
        "{\"Status\": \"Success\", \"Message\": \"{broken\"} | done | ",
        "{\"Status\": \"Success\", \"Message\": null} | done | ",
        "{\"Status\": \"Success\", \"Message\": []} | done | ",
        "{\"Status\": false} | failed | ",
        "{\"Status\": \"FAILED\"} | failed | ",
        "{\"Status\": \"Failure\", \"Message\": {\"ProspectActivityId\": \"a-1\"}} | failed | ",
        "{\"Status\": true, \"Message\": {\"Status\": \"ERROR\"}} | failed | ",
        "{\"Status\": null} | pending | ",
        "{\"Status\": \"\"} | pending | ",
        "{\"Status\": {\"x\": 1}} | pending | ",
        "{\"Status\": \"In Process\"} | pending | ",
        "{\"Status\": \"in_progress\"} | pending | ",
        "{\"Status\": \"Processing\"} | pending | ",
        "{\"Status\": \"Pending\"} | pending | ",
        "{} | pending | ",
        "null | pending | ",
        "[] | pending | ",
        "\"Success\" | pending | ",
        "\"{\\\"Status\\\": \\\"Success\\\"}\" | done | ",
      })
  void readsEverySpellingOfATaskStatus(String taskStatus, String expected, String activity) {
    LeadSquaredAnswer answer =
        answer(200, "{\"RequestId\": \"r-1\", \"TaskStatus\": %s}".formatted(taskStatus));

    assertThat(answer.isDone() ? "done" : answer.isFailed() ? "failed" : "pending")
        .isEqualTo(expected);
    assertThat(answer.getActivityId()).isEqualTo(activity);
    assertThat(kinds(answer)).containsExactly(Kind.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>down for maintenance</html>", "{}", "[1, 2", "\u0000"})
  void takesAnAnswerWithoutATaskStatusAsPending(String body) {
    LeadSquaredAnswer answer = answer(200, body);

    assertThat(answer.isAccepted()).isTrue();
    assertThat(answer.isDone()).isFalse();
    assertThat(answer.isFailed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 429, 500, 503})
  void believesNoSuccessInAnErrorsBody(int status) {
    assertThat(sample(status, "status-success.json").isDone()).isFalse();
    assertThat(sample(status, "status-failure.json").isFailed()).isFalse();
  }

  @Test
  void tellsNotFoundFromOtherErrors() {
    assertThat(answer(404, "").isNotFound()).isTrue();
    assertThat(sample(404, "error-400.json").isNotFound()).isTrue();
    assertThat(sample(404, "error-401.json").isNotFound()).isFalse();
    assertThat(sample(404, "error-429-plain.txt").isNotFound()).isFalse();
    assertThat(answer(400, "").isNotFound()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | error-429-plain.txt | throttled (HTTP 429)",
        "401 | error-401.json | key refused (HTTP 401): MXAuthenticationFailedException: Invalid credentials",
        "403 | error-401-gateway.json | key refused (HTTP 403)",
        "400 | error-400.json | refused for good (HTTP 400): MXInvalidInputException: Unable to parse the request body",
        "503 | error-500-without-mx-body.html | refused for now (HTTP 503)",
        "500 | error-500-without-mx-body.html | HTTP 500, which says nothing sure",
        "200 | async-accepted.json | accepted",
      })
  void saysWhatItTookTheAnswerFor(int status, String file, String words) {
    assertThat(sample(status, file).recorded())
        .returns(words, io.callbridge.task.Answer::words)
        .returns(status, io.callbridge.task.Answer::status)
        .returns(Samples.text("leadsquared/" + file), io.callbridge.task.Answer::response);
  }

  @Test
  void readsNothingFromNoBody() {
    LeadSquaredAnswer answer =
        new LeadSquaredAnswers().read(200, null, TestLeadSquared.anAccount());

    assertThat(answer.isAccepted()).isTrue();
    assertThat(answer.getRequestId()).isNull();
    assertThat(answer.recorded().response()).isEmpty();
  }

  private static Stream<Kind> kinds(LeadSquaredAnswer answer) {
    return Stream.of(Kind.values())
        .filter(
            kind ->
                switch (kind) {
                  case THROTTLED -> answer.isThrottled();
                  case KEY_REFUSED -> answer.isKeyRefused();
                  case REFUSED_FOR_GOOD -> answer.isRefusedForGood();
                  case REFUSED_FOR_NOW -> answer.isRefusedForNow();
                  case ACCEPTED -> answer.isAccepted();
                  case AMBIGUOUS ->
                      !answer.isThrottled()
                          && !answer.isKeyRefused()
                          && !answer.isRefusedForGood()
                          && !answer.isRefusedForNow()
                          && !answer.isAccepted();
                });
  }

  private static LeadSquaredAnswer sample(int status, String file) {
    return answer(status, Samples.text("leadsquared/" + file));
  }

  private static LeadSquaredAnswer answer(int status, String body) {
    return new LeadSquaredAnswers()
        .read(
            status,
            body == null ? null : new ByteArrayInputStream(body.getBytes(UTF_8)),
            TestLeadSquared.anAccount());
  }
}
