package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The fold is a function of the set of events. Values are few, so that ties are many. */
class CallFoldPropertiesTest {

  private static final CallKey KEY = new CallKey("acmetel", "1", "c-1001");
  private static final Instant BEGIN = Instant.parse("2026-03-03T16:00:00Z");

  @Property
  void theirOrderDoesNotMatter(@ForAll("events") List<CallEvent> events, @ForAll Random random) {
    assertThat(CallFold.fold(shuffled(events, random))).isEqualTo(CallFold.fold(events));
  }

  @Property
  void theirRepetitionDoesNotMatter(
      @ForAll("events") List<CallEvent> events, @ForAll Random random) {
    List<CallEvent> repeated = new ArrayList<>(events);
    for (CallEvent event : events) {
      for (int n = random.nextInt(3); n > 0; n--) {
        repeated.add(receivedAt(event, event.receivedAt().plusSeconds(random.nextInt(60))));
      }
    }

    assertThat(CallFold.fold(shuffled(repeated, random))).isEqualTo(CallFold.fold(events));
  }

  @Property
  void foldingThemInPartsFirstLeavesTheWholeAsItIs(
      @ForAll("events") List<CallEvent> events, @ForAll Random random) {
    int cut = random.nextInt(events.size() + 1);
    List<CallEvent> known = new ArrayList<>(events.subList(0, cut));
    if (!known.isEmpty()) {
      CallFold.fold(known);
    }
    known.addAll(events.subList(cut, events.size()));

    assertThat(CallFold.fold(known)).isEqualTo(CallFold.fold(events));
  }

  @Property
  void theOrderOfArrivalChangesNoFact(
      @ForAll("events") List<CallEvent> events, @ForAll Random random) {
    List<CallEvent> one = arriving(events);
    List<CallEvent> other = arriving(shuffled(events, random));

    assertThat(CallFold.fold(other))
        .usingRecursiveComparison()
        .ignoringFields("firstReceivedAt", "lastReceivedAt", "finalReceivedAt")
        .isEqualTo(CallFold.fold(one));
    assertThat(CallFold.fold(other).firstReceivedAt()).isEqualTo(BEGIN);
  }

  @Property
  void aFurtherEventNeverBlanksAKnownFact(
      @ForAll("events") List<CallEvent> events, @ForAll("event") CallEvent further)
      throws ReflectiveOperationException {
    Call before = CallFold.fold(events);
    List<CallEvent> more = new ArrayList<>(events);
    more.add(named(further, "further"));
    Call after = CallFold.fold(more);

    for (RecordComponent fact : Call.class.getRecordComponents()) {
      if (fact.getAccessor().invoke(before) != null && !isDerived(fact, before, after)) {
        assertThat(fact.getAccessor().invoke(after)).as(fact.getName()).isNotNull();
      }
    }
    assertThat(after.legs()).extracting(Leg::id).containsAll(ids(before.legs()));
  }

  /** A leg's number is the lead's only as long as the call goes out. */
  private static boolean isDerived(RecordComponent fact, Call before, Call after) {
    return fact.getName().equals("leadNumber") && before.direction() != after.direction();
  }

  @Property
  void anEventThatSaysNothingChangesNothingButTheReceipts(
      @ForAll("events") List<CallEvent> events, @ForAll("receipts") Instant receivedAt) {
    List<CallEvent> more = new ArrayList<>(events);
    more.add(CallEvent.about(KEY, "empty", receivedAt).authority(9).sequence(99).build());

    assertThat(CallFold.fold(more))
        .usingRecursiveComparison()
        .ignoringFields("firstReceivedAt", "lastReceivedAt")
        .isEqualTo(CallFold.fold(events));
  }

  @Property
  void anEndedCallStaysEnded(
      @ForAll("events") List<CallEvent> events, @ForAll("event") CallEvent further) {
    List<CallEvent> more = new ArrayList<>(events);
    more.add(named(further, "further"));

    assertThat(CallFold.fold(more).isEnded())
        .isEqualTo(further.isFinal() || events.stream().anyMatch(CallEvent::isFinal));
  }

  @Property
  void everyCallCanBeReadWhateverItsEventsSay(@ForAll("events") List<CallEvent> events) {
    Call call = CallFold.fold(events);

    assertThat(call.start()).isNotNull();
    assertThat(call.created()).isNotNull();
    assertThat(call.durationSeconds()).isNotNegative();
    assertThat(call.end() != null).isEqualTo(call.isEnded());
    if (call.isEnded() && !call.outcome().hasTalk()) {
      assertThat(call.durationSeconds()).isZero();
    }
  }

  @Provide
  Arbitrary<List<CallEvent>> events() {
    return event().list().ofMinSize(1).ofMaxSize(8).map(CallFoldPropertiesTest::numbered);
  }

  @Provide
  Arbitrary<CallEvent> event() {
    Arbitrary<CallEvent.Builder> order =
        Combinators.combine(
                receipts(),
                Arbitraries.integers().between(0, 2),
                Arbitraries.longs().between(0, 3),
                orNull(Arbitraries.of("ringing", "busy", "completed", "")),
                orNull(Arbitraries.of(Outcome.class)))
            .as(
                (receivedAt, authority, sequence, status, outcome) ->
                    CallEvent.about(KEY, "unnamed", receivedAt)
                        .authority(authority)
                        .sequence(sequence)
                        .status(status)
                        .outcome(outcome));
    Arbitrary<CallEvent.Builder> parties =
        Combinators.combine(
                order,
                orNull(Arbitraries.of(Direction.class)),
                numbers(),
                numbers(),
                numbers(),
                orNull(Arbitraries.of("https://one.example/", "https://two.example/")),
                orNull(leg()))
            .as(
                (event, direction, lead, agent, display, recording, leg) ->
                    event
                        .direction(direction)
                        .leadNumber(lead)
                        .agentNumber(agent)
                        .displayNumber(display)
                        .recordingUrl(recording)
                        .leg(leg));
    return Combinators.combine(
            parties,
            moments(),
            moments(),
            moments(),
            moments(),
            orNull(Arbitraries.integers().between(0, 604_800)))
        .as(
            (event, stated, created, answered, ended, talk) ->
                event
                    .statedAt(stated)
                    .createdAt(created)
                    .answeredAt(answered)
                    .endedAt(ended)
                    .talkSeconds(talk)
                    .build());
  }

  @Provide
  Arbitrary<Instant> receipts() {
    return Arbitraries.integers().between(0, 5).map(BEGIN::plusSeconds);
  }

  private static Arbitrary<Leg> leg() {
    return Combinators.combine(Arbitraries.of("a", "b", "c"), numbers(), moments(), moments())
        .as(Leg::new);
  }

  private static Arbitrary<String> numbers() {
    return orNull(Arbitraries.of("+12025550143", "+12025550199", "101"));
  }

  private static Arbitrary<Instant> moments() {
    Arbitrary<Instant> near = Arbitraries.integers().between(-3, 3).map(BEGIN::plusSeconds);
    // as far as a timestamp may lie, so that spans don't fit into an int
    Arbitrary<Instant> far =
        Arbitraries.of(
            Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2099-12-31T23:59:59Z"));
    return orNull(Arbitraries.frequencyOf(Tuple.of(9, near), Tuple.of(1, far)));
  }

  private static <T> Arbitrary<T> orNull(Arbitrary<T> values) {
    return values.injectNull(0.4);
  }

  private static List<CallEvent> numbered(List<CallEvent> events) {
    return IntStream.range(0, events.size())
        .mapToObj(n -> named(events.get(n), "event-" + n))
        .toList();
  }

  private static List<CallEvent> arriving(List<CallEvent> events) {
    return IntStream.range(0, events.size())
        .mapToObj(n -> receivedAt(events.get(n), BEGIN.plus(Duration.ofSeconds(n))))
        .toList();
  }

  private static List<CallEvent> shuffled(List<CallEvent> events, Random random) {
    List<CallEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<String> ids(List<Leg> legs) {
    return legs.stream().map(Leg::id).toList();
  }

  private static CallEvent named(CallEvent event, String key) {
    return copy(event, key, event.receivedAt());
  }

  private static CallEvent receivedAt(CallEvent event, Instant receivedAt) {
    return copy(event, event.eventKey(), receivedAt);
  }

  private static CallEvent copy(CallEvent event, String key, Instant receivedAt) {
    return CallEvent.about(event.key(), key, receivedAt)
        .authority(event.authority())
        .sequence(event.sequence())
        .status(event.status())
        .outcome(event.outcome())
        .direction(event.direction())
        .leadNumber(event.leadNumber())
        .agentNumber(event.agentNumber())
        .displayNumber(event.displayNumber())
        .statedAt(event.statedAt())
        .createdAt(event.createdAt())
        .answeredAt(event.answeredAt())
        .endedAt(event.endedAt())
        .talkSeconds(event.talkSeconds())
        .recordingUrl(event.recordingUrl())
        .leg(event.leg())
        .build();
  }
}
