package io.callbridge.dispatch;

import static io.callbridge.dispatch.TestDispatch.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.SoughtNumber;
import io.callbridge.call.Source;
import io.callbridge.store.CallLogs.Query;
import io.callbridge.store.Erasure.Report;
import io.callbridge.store.StoreSettingException;
import io.callbridge.task.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is erased is gone, stays gone, and is posted by nobody again. */
class ErasureTest {

  private static final String NUMBER = "2025550143";
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path folder;

  private TestDispatch test;

  @BeforeEach
  void open() {
    test = new TestDispatch(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aLoggedCallKeepsItsKeysAndNothingElse() {
    log("c-1");
    assertThat(test.store.everything()).contains(NUMBER);

    Report report = erase();

    assertThat(report.rows())
        .containsEntry("call", 1)
        .containsEntry("call_event", 1)
        .containsEntry("task", 1);
    assertThat(report.left()).isZero();
    assertThat(test.store.everything()).doesNotContain(NUMBER).contains("c-1", "r-1");
    assertThat(test.log("c-1").state()).isEqualTo("LOGGED");
    assertThat(test.log("c-1").activityId()).isEqualTo("a-1");
    assertThat(test.log("c-1").endTime()).isNotNull();
    assertThat(erase().rows().get("call")).isNull();
  }

  @Test
  void whatANewCollectionBringsOfItComesWithoutTheNumberAndIsNotPosted() {
    log("c-1");
    erase();
    test.assembler.assembleChanged();

    assertThat(test.store.journal.append(completedEvent("c-1", "completed"), null, raw()))
        .isFalse();
    assertThat(test.store.journal.append(completedEvent("c-1", "cdr row, changed"), "json", raw()))
        .isTrue();
    test.assembler.assembleChanged();

    assertThat(test.store.everything()).doesNotContain(NUMBER);
    assertThat(test.log("c-1").state()).isEqualTo("LOGGED");
    assertThat(test.log("c-1").leadNumber()).isNull();
    assertNothingIsEverSent();
  }

  @Test
  void whatWasNotPostedNeverIs() {
    test.take(test.completed("c-waiting"));
    test.take(test.event("c-open", "ringing").leadNumber("+1" + NUMBER));
    test.take(test.completed("c-excluded").outcome(Outcome.UNKNOWN).leadNumber("+1" + NUMBER));

    erase();
    test.take(test.completed("c-open"));
    test.take(test.event("c-excluded", "late").sequence(9).outcome(Outcome.ANSWERED));

    assertThat(test.log("c-waiting").state()).isEqualTo("ABANDONED");
    assertThat(test.log("c-open").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-open").reason()).startsWith("erased");
    assertThat(test.log("c-excluded").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-excluded").reason()).startsWith("no-outcome");
    assertThat(test.operator.retry(test.log("c-waiting").id(), true, "oscar", "try")).isPresent();
    assertThat(test.store.everything()).doesNotContain(NUMBER);
    assertNothingIsEverSent();
  }

  @Test
  void aCallWhoseOtherSourceTellsOfItLaterUnderAnotherIdIsKnownByItsHash() {
    test.append(twin("webhook", Source.WEBHOOK));
    test.assembler.assembleChanged();
    erase();
    test.assembler.assembleChanged();

    test.append(twin("listed", Source.CDR));
    test.assembler.assembleChanged();
    test.assembler.assembleChanged();

    assertThat(all()).isEqualTo(1);
    assertThat(test.log("webhook").state()).isEqualTo("ABANDONED");
    assertThat(test.store.everything()).doesNotContain(NUMBER);
    assertNothingIsEverSent();
  }

  @Test
  void anotherNumbersCallIsLeftAlone() {
    log("c-1");
    test.take(test.completed("c-other").leadNumber("+12025550144"));

    erase();
    test.assembler.assembleChanged();

    assertThat(test.log("c-other").leadNumber()).isEqualTo("+12025550144");
    assertThat(test.store.everything()).contains("2025550144");
  }

  @Test
  void whatIsUnderWayIsLeftUntilItsAnswerIsThere() {
    test.settled("c-1");
    Claim post = test.sendOne();

    assertThat(preview().left()).isEqualTo(1);
    assertThat(erase().left()).isEqualTo(1);
    assertThat(test.log("c-1").leadNumber()).isEqualTo("+1" + NUMBER);

    test.posts.accepted(post, new Answer(200, "{}", null), "r-1");
    assertThat(erase().left()).isZero();
    assertThat(test.log("c-1").state()).isEqualTo("ABANDONED");
  }

  @Test
  void whatIsNotAboutOneCallIsErasedToo() {
    test.store.quarantine.keep(
        "POST", "/api/matrex/callstatus/x/%2B1" + NUMBER, "text/xml", raw(), null, "odd");
    test.store.quarantine.keep("POST", "/api/other", null, raw(), null, "odd");
    test.store.quarantine.keep("POST", "/api/other", null, "5".getBytes(), null, "kept");
    test.append(
        test.event("conference", "x").aside(true).leadNumber("+1" + NUMBER).status("aside"));

    Map<String, Integer> rows = preview().rows();
    assertThat(rows).containsEntry("quarantine", 2).containsEntry("call_event", 1);
    assertThat(erase().rows()).containsEntry("quarantine", 2).containsEntry("call_event", 1);

    assertThat(test.store.everything()).doesNotContain(NUMBER).contains("kept", "conference");
  }

  @Test
  void whatIsOldAndFinishedGoesByItself() {
    log("c-old");
    test.take(test.completed("c-stopped"));
    test.store.quarantine.keep("POST", "/api/other", null, raw(), null, "odd");
    test.clock.advance(SETTLE);
    test.dispatcher.refuse(test.claimOne(), new IllegalStateException("no"));
    var retention = test.store.retention(YEAR, test.clock);
    assertThat(retention.letGo()).isEmpty();

    test.clock.advance(YEAR.plusDays(1));
    assertThat(retention.letGo())
        .containsOnly(Map.entry("contents", 1), Map.entry("quarantine", 1));
    test.assembler.assembleChanged();

    assertThat(test.log("c-old").leadNumber()).isNull();
    assertThat(test.log("c-old").state()).isEqualTo("LOGGED");
    assertThat(test.log("c-stopped").state()).isEqualTo("REJECTED");
    assertThat(test.log("c-stopped").leadNumber()).isEqualTo("+1" + NUMBER);
    assertThat(test.store.journal.append(completedEvent("c-old", "completed"), null, raw()))
        .isFalse();
    assertThat(retention.letGo()).isEmpty();
  }

  @Test
  void nothingGoesSoonerThanAWeek() {
    assertThatThrownBy(() -> test.store.retention(Duration.ofDays(6), test.clock))
        .isInstanceOf(StoreSettingException.class)
        .hasMessage("callbridge.retention.payloads must be at least 7d, or 0 for ever");
    assertThat(test.store.retention(Duration.ZERO, test.clock).letGo()).isEmpty();
  }

  private void log(String callId) {
    assertThat(test.store.journal.append(completedEvent(callId, "completed"), "json", raw()))
        .isTrue();
    test.assembler.assembleChanged();
    test.clock.advance(SETTLE);
    Claim post = test.claimOne();
    test.dispatcher.sending(post, "{\"DestinationNumber\": \"" + NUMBER + "\"}");
    test.posts.accepted(post, new Answer(200, "{}", null), "r-1");
    test.clock.advance(Duration.ofMinutes(10));
    test.looks.logged(test.sendOne(), new Answer(200, NUMBER, null), "a-1");
  }

  private CallEvent completedEvent(String callId, String eventKey) {
    return test.event(callId, eventKey)
        .outcome(Outcome.ANSWERED)
        .direction(Direction.OUTBOUND)
        .leadNumber("+1" + NUMBER)
        .agentNumber("+12025550155")
        .talkSeconds(eventKey.length())
        .recordingUrl("https://listen.example.test/" + NUMBER)
        .build();
  }

  private CallEvent.Builder twin(String callId, Source source) {
    return CallEvent.about(new CallKey("acmetel", "3", callId), "end", test.clock.instant())
        .source(source)
        .createdAt(TestDispatch.T0)
        .endedAt(TestDispatch.T0)
        .outcome(Outcome.ANSWERED)
        .direction(Direction.OUTBOUND)
        .leadNumber("+1" + NUMBER)
        .talkSeconds(7);
  }

  private static byte[] raw() {
    return ("{\"to\": \"(202) 555-0143\", \"other\": \"" + NUMBER + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Report erase() {
    return test.store.erasure.erase(number(), test.clock.instant());
  }

  private Report preview() {
    return test.store.erasure.preview(number(), test.clock.instant());
  }

  private static SoughtNumber number() {
    return SoughtNumber.read("+1" + NUMBER).orElseThrow();
  }

  private long all() {
    return test.store.callLogs.count(
        new Query(null, null, null, null, null, null, null, null, null, null, null));
  }

  private void assertNothingIsEverSent() {
    for (int days = 0; days < 40; days++) {
      test.clock.advance(Duration.ofDays(1));
      test.assembler.assembleChanged();
      assertThat(test.dispatcher.claim()).isEmpty();
    }
  }
}
