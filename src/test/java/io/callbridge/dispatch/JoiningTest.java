package io.callbridge.dispatch;

import static io.callbridge.dispatch.TestDispatch.SETTLE;
import static io.callbridge.dispatch.TestDispatch.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.Outcome;
import io.callbridge.call.Source;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Query;
import io.callbridge.task.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events under different ids that are about one call, and phones that ring for one call. */
class JoiningTest {

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

  // --- legs

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23})
  void aLegsEventsCountForItsCallInAnyOrder(int order) {
    List<CallEvent.Builder> left = new ArrayList<>(List.of(gather(), heard(), transfer(), end()));
    int rest = order;
    for (int count = 4; count > 0; count--) {
      test.take(left.remove(rest % count));
      rest /= count;
    }

    assertThat(all()).singleElement().extracting(log -> log.key().callId()).isEqualTo("a");
    CallLog log = all().get(0);
    assertThat(log.state()).isEqualTo("WAITING");
    assertThat(log.direction()).isEqualTo("INBOUND");
    assertThat(log.leadNumber()).isEqualTo("+12025550143");
    assertThat(log.agentNumber()).isEqualTo("+12025550156");
    assertThat(log.recordingUrl()).isEqualTo("https://listen.example.test/b");
    assertThat(test.store.callLogs.find(log.id()).orElseThrow().events()).hasSize(4);
  }

  private CallEvent.Builder gather() {
    return test.event("b", "gather").status("gather");
  }

  /** As a leg's events are, with parties that are not the call's. */
  private CallEvent.Builder heard() {
    return test.event("b", "recording")
        .direction(Direction.OUTBOUND)
        .leadNumber("+12025550199")
        .recordingUrl("https://listen.example.test/b");
  }

  private CallEvent.Builder transfer() {
    return test.event("a", "transfer").leg(new Leg("b", "+12025550156", T0, null)).alias("b");
  }

  private CallEvent.Builder end() {
    return test.event("a", "end")
        .outcome(Outcome.ANSWERED)
        .direction(Direction.INBOUND)
        .leadNumber("+12025550143")
        .talkSeconds(73);
  }

  @Test
  void aLegOfALegIsALegOfTheCall() {
    test.take(test.event("c", "gather"));
    test.take(test.event("b", "transfer").leg(new Leg("c", null, T0, null)).alias("c"));
    test.take(test.event("a", "transfer").leg(new Leg("b", null, T0, null)).alias("b"));
    test.take(test.event("c", "dtmf"));

    assertThat(all()).singleElement().extracting(log -> log.key().callId()).isEqualTo("a");
    assertThat(test.store.callLogs.find(all().get(0).id()).orElseThrow().events()).hasSize(4);
  }

  @Test
  void aLegThatWasPostedAsACallStaysOne() {
    test.take(test.completed("b"));
    test.clock.advance(SETTLE);
    test.sendOne();

    test.take(transfer());

    assertThat(all()).extracting(log -> log.key().callId()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aLegThatIsToBePostedAgainAfterASearchIsJoined() {
    test.take(test.completed("b"));
    test.clock.advance(SETTLE);
    Claim post = test.sendOne();
    test.posts.unanswered(post, new java.net.SocketTimeoutException("Read timed out"));
    test.dispatcher.done(post);
    test.operator.retry(test.log("b").id(), true, "anna", "not in the CRM");

    test.take(transfer());

    assertThat(all()).extracting(log -> log.key().callId()).containsExactly("a");
  }

  @Test
  void aLegThatIsToBePostedAgainAndUpdatedIsJoined() {
    test.take(test.completed("b"));
    test.clock.advance(SETTLE);
    Claim post = test.sendOne();
    test.take(heard());
    test.posts.throttled(post, new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(post);

    test.take(transfer());

    assertThat(all()).extracting(log -> log.key().callId()).containsExactly("a");
  }

  @Test
  void whatIsAboutNoCallIsKeptAndMakesNone() {
    test.take(test.event("conf-1", "conferenceCreated").aside(true));

    assertThat(all()).isEmpty();
    assertThat(test.store.journal.eventsOf(new CallKey("acmetel", "1", "conf-1"))).hasSize(1);
  }

  // --- webhooks and records under different ids

  @Test
  void aLateWebhookUnderAnotherIdLeavesNothingBehind() {
    test.take(record("report"));
    test.clock.advance(SETTLE);
    test.sendOne();

    test.take(ringing("webhook"));
    test.clock.advance(Duration.ofDays(2));
    test.assembler.closeSilent();

    assertThat(all()).singleElement().extracting(log -> log.key().callId()).isEqualTo("report");
  }

  @Test
  void aWebhookOfACallThatGoesOnWaitsForItsRecord() {
    test.take(ringing("webhook"));
    test.take(record("report"));

    assertThat(all()).singleElement().extracting(CallLog::state).isEqualTo("WAITING");
  }

  private CallEvent.Builder ringing(String callId) {
    return of3(callId, "ringing").createdAt(T0.minusSeconds(2));
  }

  private CallEvent.Builder record(String callId) {
    return of3(callId, "row")
        .source(Source.CDR)
        .createdAt(T0)
        .outcome(Outcome.ANSWERED)
        .talkSeconds(73);
  }

  private CallEvent.Builder of3(String callId, String eventKey) {
    return CallEvent.about(new CallKey("acmetel", "3", callId), eventKey, test.clock.instant())
        .direction(Direction.INBOUND)
        .leadNumber("+12025550143");
  }

  // --- ring groups

  @Test
  void aCallThatOnePhoneMissedWaitsWhileOthersRing() {
    test.take(phone("one", "ringing", false));
    test.take(phone("two", "ringing", false));
    test.take(phone("one", "missed", true));
    assertThat(test.log("c-1").dueAt()).isEqualTo(T0.plus(Duration.ofMinutes(5)));

    test.clock.advance(SETTLE.plusSeconds(20));
    assertThat(test.dispatcher.claim()).isEmpty();

    test.take(phone("two", "missed", true));
    assertThat(test.log("c-1").dueAt()).isEqualTo(T0.plus(SETTLE));
    assertThat(test.claimOne().getCall().outcome()).isEqualTo(Outcome.NO_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"answered, ANSWERED", "gone, NO_ANSWER"})
  void itWaitsForWhoeverAnswersAndNotForEver(String how, Outcome outcome) {
    test.take(phone("one", "ringing", false));
    test.take(phone("two", "ringing", false));
    test.take(phone("one", "missed", true));
    test.clock.advance(Duration.ofMinutes(4));
    if (how.equals("answered")) {
      test.take(
          phone("two", "answered", true).sequence(9).outcome(Outcome.ANSWERED).talkSeconds(60));
    }
    test.clock.advance(Duration.ofMinutes(1));

    assertThat(test.claimOne().getCall().outcome()).isEqualTo(outcome);
  }

  private CallEvent.Builder phone(String user, String state, boolean isOver) {
    return test.event("c-1", user + " " + state)
        .direction(Direction.INBOUND)
        .leadNumber("+12025550143")
        .agentNumber("+12025550155")
        .outcome(isOver ? Outcome.NO_ANSWER : null)
        .leg(new Leg(user, null, null, isOver ? test.clock.instant() : null));
  }

  private List<CallLog> all() {
    return test.store.callLogs.find(
        new Query(null, null, null, null, null, null, null, null, null, null, null), 0, 100);
  }
}
