package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAccountTest {

  private static final Instant AT = Instant.parse("2026-03-03T16:22:45Z");

  @Test
  void fillsInWhatTheCallDoesNotSay() {
    Call call =
        account(Direction.OUTBOUND, "+12025550155", "+12025550199")
            .complete(call(null, null, null));

    assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(call.agentNumber()).isEqualTo("+12025550155");
    assertThat(call.displayNumber()).isEqualTo("+12025550199");
  }

  @Test
  void leavesWhatTheCallSays() {
    Call said = call(Direction.INBOUND, "+13035550111", "+13035550122");

    assertThat(account(Direction.OUTBOUND, "+12025550155", "+12025550199").complete(said))
        .isEqualTo(said);
  }

  @Test
  void withoutDefaultsTheCallStaysAsItIs() {
    Call unknown = call(null, null, null);

    assertThat(account(null, null, null).complete(unknown)).isEqualTo(unknown);
  }

  @ParameterizedTest
  @CsvSource({
    ", OUTBOUND, OUTBOUND",
    "UNKNOWN, OUTBOUND, OUTBOUND",
    "UNKNOWN, , UNKNOWN",
    "INTERNAL, OUTBOUND, INTERNAL",
    "INBOUND, OUTBOUND, INBOUND",
  })
  void theDirectionIsTheAccountsOnlyWhereItIsNotKnown(
      Direction said, Direction byDefault, Direction expected) {
    assertThat(account(byDefault, null, null).complete(call(said, null, null)).direction())
        .isEqualTo(expected);
  }

  @Test
  void withoutAnyAgentTheBusinessNumberTakesTheAgentsPlace() {
    assertThat(account(null, null, null).complete(call(null, null, "+13035550122")).agentNumber())
        .isEqualTo("+13035550122");
    assertThat(account(null, null, "+12025550199").complete(call(null, null, null)).agentNumber())
        .isEqualTo("+12025550199");
  }

  @Test
  void changesNothingElse() {
    Call call =
        new Call(
            new CallKey("acmetel", "1", "c-1001"),
            null,
            "+12025550143",
            null,
            null,
            AT.minusSeconds(80),
            AT.minusSeconds(73),
            AT,
            73,
            Outcome.ANSWERED,
            "completed",
            "https://recordings.example/1",
            List.of(new Leg("a", "101", AT, AT)),
            true,
            false,
            AT.minusSeconds(70),
            AT.plusSeconds(2),
            AT.plusSeconds(1));

    assertThat(account(Direction.INBOUND, "+12025550155", "+12025550199").complete(call))
        .usingRecursiveComparison()
        .ignoringFields("direction", "agentNumber", "displayNumber")
        .isEqualTo(call);
  }

  @Test
  void aCallOfAnAccountThatIsNoLongerConfiguredStaysAsItIs() {
    var accounts = new ProviderAccounts(List.of(account(Direction.INBOUND, "+12025550155", null)));
    Call known = call(null, null, null);
    Call unknown =
        CallFold.fold(
            List.of(CallEvent.about(new CallKey("acmetel", "2", "c-1"), "e", AT).build()));

    assertThat(accounts.complete(known).direction()).isEqualTo(Direction.INBOUND);
    assertThat(accounts.complete(unknown)).isEqualTo(unknown);
  }

  @Test
  void knowsAnAgentsExtensionsBeforeTheNumber() {
    var account =
        new ProviderAccount(
            "acmetel",
            "1",
            "main",
            new NumberPlan("1"),
            new ProviderAccount.Defaults(null, null, null, null, null),
            new ProviderAccount.Handling(
                "tape",
                false,
                false,
                false,
                Map.of("2002", "12025550155", "2001", "2025550155", "zoe", "12025550155")));

    assertThat(account.extensionsOf("+12025550155"))
        .containsExactly("2001", "2002", "+12025550155");
    assertThat(account.extensionsOf("+12025550100")).containsExactly("+12025550100");
    assertThat(account.extensionsOf(null)).isEmpty();
  }

  private static ProviderAccount account(Direction direction, String agent, String display) {
    return new ProviderAccount(
        "acmetel",
        "1",
        "main",
        new NumberPlan("1"),
        new ProviderAccount.Defaults(direction, agent, display, null, null),
        ProviderAccount.Handling.PLAIN);
  }

  private static Call call(Direction direction, String agent, String display) {
    return CallFold.fold(
        List.of(
            CallEvent.about(new CallKey("acmetel", "1", "c-1001"), "e-1", AT)
                .direction(direction)
                .agentNumber(agent)
                .displayNumber(display)
                .build()));
  }
}
