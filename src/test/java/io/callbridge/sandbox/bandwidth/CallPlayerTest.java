package io.callbridge.sandbox.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallPlayerTest {

  @ParameterizedTest
  @EnumSource
  void tellsEveryStoryToItsEnd(Story story) {
    var bandwidth = PlayedBandwidth.with("recorded", "1");

    CallScript script = bandwidth.player.play(story).script();
    bandwidth.pass(Duration.ofMinutes(2));

    assertThat(bandwidth.sent).containsExactlyElementsOf(script.webhooks());
    assertThat(bandwidth.sentTypes()).containsOnlyOnce("disconnect");
    assertThat(bandwidth.sent)
        .allSatisfy(event -> assertThat(event.body()).doesNotContainValue(null));
    assertThat(script.legs())
        .allSatisfy(
            leg -> {
              assertThat(leg.endTime()).isAfterOrEqualTo(leg.startTime());
              assertThat(leg.endTime()).isBeforeOrEqualTo(script.parent().endTime());
              assertThat(leg.answerTime() == null || leg.answerTime().isBefore(leg.endTime()))
                  .isTrue();
            });
    assertThat(script.expected() == null).isEqualTo(story == Story.ANONYMOUS);
  }

  @Test
  void repeatsWithItsSeed() {
    List<String> once = ids(PlayedBandwidth.with());

    assertThat(ids(PlayedBandwidth.with())).isEqualTo(once);
    assertThat(once).doesNotHaveDuplicates();
  }

  private static List<String> ids(PlayedBandwidth bandwidth) {
    return IntStream.range(0, 100)
        .mapToObj(n -> bandwidth.player.play((Story) null).callId())
        .toList();
  }

  @Test
  void playsAllKindsOfCalls() {
    var bandwidth = PlayedBandwidth.with();
    bandwidth.player.playOn(Duration.ofMillis(100));
    bandwidth.pass(Duration.ofMinutes(1));

    Set<Story> stories =
        bandwidth.played.all().stream().map(PlayedCall::story).collect(Collectors.toSet());
    assertThat(stories).containsExactlyInAnyOrder(Story.values());
  }

  @Test
  void losesRepeatsAndShufflesAsItIsTold() {
    var bandwidth =
        PlayedBandwidth.with(
            "mischief.lost", "0.3",
            "mischief.duplicated", "0.2",
            "mischief.delayed", "0.2",
            "mischief.reordered", "0.2");
    for (int i = 0; i < 300; i++) {
      bandwidth.player.play(Story.ANSWERED);
    }
    bandwidth.pass(Duration.ofMinutes(5));

    long written =
        bandwidth.played.all().stream().mapToLong(call -> call.script().webhooks().size()).sum();
    long distinct = bandwidth.sent.stream().distinct().count();
    assertThat((double) distinct / written).isBetween(0.65, 0.75);
    assertThat((double) bandwidth.sent.size() / distinct).isBetween(1.15, 1.25);
    assertThat(bandwidth.sent)
        .isNotEqualTo(bandwidth.sent.stream().sorted(Comparator.comparing(Webhook::at)).toList());
  }

  @Test
  void sendsOnlyTheEventsItIsAskedFor() {
    var bandwidth = PlayedBandwidth.with("events", "disconnect");
    bandwidth.player.play(Story.TRANSFER_CHAIN);
    bandwidth.pass(Duration.ofMinutes(1));

    assertThat(bandwidth.sentTypes()).containsExactly("disconnect");
  }

  @Test
  void saysOnceWhenACallIsOver() {
    var bandwidth = PlayedBandwidth.with();
    PlayedCall call = bandwidth.player.play(Story.OUTBOUND_ANSWERED);
    CallScript script = call.script();
    bandwidth.pass(Duration.ofMillis(200));
    CallLeg shorter = script.parent().endedAt(bandwidth.clock.instant().plusMillis(500));
    bandwidth.player.steer(
        call,
        new CallScript(null, List.of(shorter), null, null, script.webhooks(), null),
        List.of());

    bandwidth.pass(Duration.ofMillis(499));
    assertThat(bandwidth.over).isEmpty();
    bandwidth.pass(Duration.ofMinutes(1));
    assertThat(bandwidth.over).containsExactly(call);
  }
}
