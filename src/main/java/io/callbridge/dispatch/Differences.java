package io.callbridge.dispatch;

import io.callbridge.call.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What has become known of a call since it was posted. A recording and a duration can be posted
 * afterwards; anything else is shown and never posted (DESIGN, section 5).
 */
record Differences(boolean recording, boolean duration, List<String> others) {

  private record Fact(String name, Function<Call, Object> of) {}

  private static final List<Fact> FACTS =
      List.of(
          new Fact("direction", Call::direction),
          new Fact("leadNumber", Call::leadNumber),
          new Fact("agentNumber", Call::agentNumber),
          new Fact("displayNumber", Call::displayNumber),
          new Fact("startTime", call -> second(call.start())),
          new Fact("endTime", call -> second(call.end())),
          new Fact("outcome", Call::outcome));

  /**
   * @param posted the call as it was posted
   * @param sentLast the same, with what updates have brought since
   */
  static Differences between(Call posted, Call sentLast, Call now) {
    return new Differences(
        now.recordingUrl() != null && !now.recordingUrl().equals(sentLast.recordingUrl()),
        now.durationSeconds() != sentLast.durationSeconds(),
        FACTS.stream()
            .filter(fact -> !Objects.equals(fact.of().apply(posted), fact.of().apply(now)))
            .map(Fact::name)
            .toList());
  }

  boolean isUpdatable() {
    return recording || duration;
  }

  /**
   * The names of what differs and is not posted; null if nothing.
   *
   * @param takesUpdates whether the CRM account takes what can be posted afterwards
   */
  String shown(boolean takesUpdates) {
    String names =
        java.util.stream.Stream.of(
                takesUpdates || !recording ? null : "recordingUrl",
                takesUpdates || !duration ? null : "durationSeconds",
                others.isEmpty() ? null : String.join(",", others))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return names.isEmpty() ? null : names;
  }

  private static Instant second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
