package io.callbridge.dispatch;

import static io.callbridge.dispatch.TestDispatch.SETTLE;
import static io.callbridge.dispatch.TestDispatch.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.ops.TestCompleteness;
import io.callbridge.store.CallLogs.Query;
import io.callbridge.store.CallLogs.Step;
import io.callbridge.store.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {

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
  void aCallThatTheStoreRefusesHoldsUpNoOther() {
    test.take(test.completed("c-1"));
    test.store.commits.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO task_step (task, n, crm, kind, at)
                    SELECT id, steps + 1, crm, 'IN THE WAY', 0 FROM task""")
                .update());
    test.append(test.event("c-1", "internal").authority(9).direction(Direction.INTERNAL));
    test.append(test.completed("c-2"));

    test.assembler.assembleChanged();

    assertThat(test.log("c-2").state()).isEqualTo("WAITING");
    assertThat(test.store.calls.isAnyChanged()).isFalse();
  }

  @Test
  void anEndedCallIsAWaitingTaskAtOnce() {
    test.take(test.completed("c-1"));

    assertThat(test.log("c-1").state()).isEqualTo("WAITING");
    assertThat(test.log("c-1").dueAt()).isEqualTo(T0.plus(SETTLE));
    assertThat(test.log("c-1").reason()).isNull();
    assertThat(test.steps("c-1")).extracting(Step::kind).containsExactly("WAITING");
  }

  @Test
  void anOpenCallHasNoTask() {
    test.take(test.event("c-1", "ringing"));

    assertThat(test.log("c-1").state()).isEqualTo("OPEN");
    assertThat(test.steps("c-1")).isEmpty();
  }

  @Test
  void itSettlesFromTheReceiptOfItsFirstFinalEvent() {
    test.take(test.event("c-1", "ringing"));
    test.clock.advance(Duration.ofSeconds(100));
    test.take(test.completed("c-1"));
    test.clock.advance(Duration.ofSeconds(20));
    test.take(test.event("c-1", "busy").sequence(9).outcome(Outcome.BUSY));

    assertThat(test.log("c-1").dueAt()).isEqualTo(T0.plusSeconds(100).plus(SETTLE));
    assertThat(test.log("c-1").outcome()).isEqualTo("BUSY");
  }

  @Test
  void theSettleTimeRunsEvenIfTheFoldComesLate() {
    test.append(test.completed("c-1"));
    test.clock.advance(Duration.ofMinutes(9));
    test.assembler.assembleChanged();

    assertThat(test.log("c-1").dueAt()).isEqualTo(T0.plus(SETTLE));
    assertThat(test.claimOne().getCall().key().callId()).isEqualTo("c-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTERNAL | ANSWERED | +12025550143 | +12025550155"
            + " | internal: both parties are extensions of the business",
        "INTERNAL | UNKNOWN  |              |             "
            + " | internal: both parties are extensions of the business",
        "OUTBOUND | UNKNOWN  | +12025550143 | +12025550155"
            + " | no-outcome: no event says how the call ended",
        "UNKNOWN  | ANSWERED | +12025550143 | +12025550155"
            + " | no-direction: no event says which way the call went",
        "         | ANSWERED | +12025550143 | +12025550155"
            + " | no-direction: no event says which way the call went",
        "INBOUND  | ANSWERED |              | +12025550155"
            + " | no-lead-number: the outside party has no number",
        "OUTBOUND | BUSY     | +12025550143 |             "
            + " | no-agent-number: no agent is known, and the account has no default number",
      })
  void eachRuleExcludesWithItsReason(
      Direction direction, Outcome outcome, String lead, String agent, String reason) {
    test.take(
        test.event("c-1", "final")
            .outcome(outcome)
            .direction(direction)
            .leadNumber(lead)
            .agentNumber(agent));

    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-1").reason()).isEqualTo(reason);
    assertThat(test.log("c-1").dueAt()).isNull();
    assertThat(test.lastStep("c-1").words()).isEqualTo(reason);
    test.clock.advance(Duration.ofDays(1));
    assertThat(test.dispatcher.claim()).isEmpty();
  }

  @Test
  void theAccountsDefaultsCountBeforeTheRules() {
    test.take(
        CallEvent.about(new CallKey("acmetel", "2", "c-1"), "final", T0)
            .outcome(Outcome.BUSY)
            .direction(Direction.INBOUND)
            .leadNumber("+12025550143"));

    assertThat(test.log("c-1").state()).isEqualTo("WAITING");
    assertThat(test.log("c-1").crm()).isEqualTo("second");
  }

  @Test
  void anExcludedCallIsDecidedAnewWhenItChanges() {
    test.take(test.completed("c-1").leadNumber(null));
    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");

    test.clock.advance(Duration.ofSeconds(10));
    test.take(test.event("c-1", "late").leadNumber("+12025550143"));

    assertThat(test.log("c-1").state()).isEqualTo("WAITING");
    assertThat(test.log("c-1").reason()).isNull();
    assertThat(test.log("c-1").dueAt()).isEqualTo(T0.plus(SETTLE));
    assertThat(test.steps("c-1")).extracting(Step::kind).containsExactly("EXCLUDED", "WAITING");
  }

  @Test
  void anExcludedCallMayTurnOutToBeExcludedByAnotherRule() {
    test.take(test.completed("c-1").leadNumber(null));
    test.take(test.event("c-1", "late").authority(1).direction(Direction.INTERNAL));

    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-1").reason()).startsWith("internal:");
  }

  @Test
  void aWaitingCallMayTurnOutToBeExcluded() {
    test.take(test.completed("c-1"));
    test.take(test.event("c-1", "late").authority(1).direction(Direction.INTERNAL));

    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-1").dueAt()).isNull();
  }

  @Test
  void aQueuedCallStaysQueuedUnlessItIsExcluded() {
    test.settled("c-1", "c-2", "c-3", "c-4");
    // the budget has room for three
    test.dispatcher.claim().forEach(claim -> test.dispatcher.sending(claim, "{}"));
    assertThat(test.log("c-4").state()).isEqualTo("QUEUED");

    test.take(test.event("c-4", "late").recordingUrl("https://recordings.example/4"));
    assertThat(test.log("c-4").state()).isEqualTo("QUEUED");
    assertThat(test.log("c-4").dueAt()).isEqualTo(T0.plus(SETTLE));

    test.take(test.event("c-4", "later").authority(1).direction(Direction.INTERNAL));
    assertThat(test.log("c-4").state()).isEqualTo("EXCLUDED");
  }

  @Test
  void aCallThatIsExcludedWhileItsPostIsClaimedIsNotPosted() {
    test.settled("c-1");
    Claim claim = test.claimOne();

    test.take(test.event("c-1", "late").authority(1).direction(Direction.INTERNAL));

    assertThatThrownBy(() -> test.dispatcher.sending(claim, "{}"))
        .isInstanceOf(LostClaimException.class)
        .hasMessage("the post of acmetel/1/c-1 is no longer ours");
    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");
    assertThat(test.steps("c-1")).extracting(Step::sentAt).containsOnlyNulls();
  }

  @Test
  void aCallThatHasBeenSentIsNotDecidedAnew() {
    test.settled("c-1");
    test.sendOne();

    test.take(test.event("c-1", "late").authority(1).direction(Direction.INTERNAL));

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTING");
    assertThat(test.log("c-1").direction()).isEqualTo("INTERNAL");
  }

  @Test
  void aSilentCallIsClosedAndExcluded() {
    test.take(test.event("c-1", "ringing").leadNumber("+12025550143"));

    test.clock.set(T0.plus(Duration.ofHours(4)));
    test.assembler.closeSilent();
    assertThat(test.log("c-1").state()).isEqualTo("OPEN");

    test.clock.advance(Duration.ofSeconds(1));
    test.assembler.closeSilent();
    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("no-final-event: nothing said within PT4H how the call ended");

    test.assembler.closeSilent();
    assertThat(test.steps("c-1")).extracting(Step::kind).containsExactly("EXCLUDED");
  }

  @Test
  void aFinalEventThatComesAfterAllOpensAClosedCallAgain() {
    test.take(test.event("c-1", "ringing"));
    test.clock.advance(Duration.ofHours(5));
    test.assembler.closeSilent();

    test.take(test.completed("c-1"));

    assertThat(test.log("c-1").state()).isEqualTo("WAITING");
    assertThat(test.log("c-1").reason()).isNull();
    assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plus(SETTLE));
  }

  @Test
  void aFurtherEventWithoutAnEndLeavesAClosedCallExcluded() {
    test.take(test.event("c-1", "ringing"));
    test.clock.advance(Duration.ofHours(5));
    test.assembler.closeSilent();

    test.take(test.event("c-1", "answered"));

    assertThat(test.log("c-1").state()).isEqualTo("EXCLUDED");
    assertThat(test.log("c-1").reason()).startsWith("no-final-event:");
  }

  @Test
  void aCallThatCannotBeDecidedHoldsUpNoOtherAndSaysWhy() {
    test.exclusions =
        Map.of("broken", new ExclusionRule(Collections.singletonList(null), List.of(), List.of()));
    test.start(64);
    test.append(test.completed("c-1"));
    test.append(test.completed("c-2").leadNumber(null));

    test.assembler.assembleChanged();

    assertThat(test.log("c-1").state()).isEqualTo("UNREADABLE");
    assertThat(test.log("c-1").reason()).startsWith("it can't be decided: ");
    assertThat(test.store.calls.isAnyChanged()).isFalse();
    LocalDate day = LocalDate.ofInstant(T0, ZoneOffset.UTC);
    var counts = TestCompleteness.of(TestStore.ACMETEL, day, false, test.store.dayCounts);
    assertThat(counts.ended()).isEqualTo(2);
    assertThat(counts.stopped()).isEqualTo(1);
    assertThat(counts.isBalanced()).isTrue();

    test.exclusions = Map.of();
    test.start(64);
    assertThat(test.operator.retry(test.log("c-1").id(), false, "anna", "mended")).isEmpty();
    test.assembler.assembleChanged();
    assertThat(test.log("c-1").state()).isEqualTo("WAITING");
    assertThat(test.log("c-1").reason()).isNull();
  }

  @Test
  void oneTurnTakesAllChangedCallsHoweverMany() {
    for (int n = 0; n < 250; n++) {
      test.append(test.completed("c-" + n));
    }

    test.assembler.assembleChanged();

    var waiting = new Query("WAITING", null, null, null, null, null, null, null, null, null, null);
    assertThat(test.store.callLogs.count(waiting)).isEqualTo(250);
    assertThat(test.store.calls.isAnyChanged()).isFalse();
  }
}
