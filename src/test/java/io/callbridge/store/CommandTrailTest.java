package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.store.CommandTrail.Begun;
import io.callbridge.store.CommandTrail.Entry;
import io.callbridge.store.CommandTrail.Kept;
import io.callbridge.store.CommandTrail.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTrailTest {

  private static final Instant NOW = Instant.parse("2026-03-03T16:21:20Z");
  private static final Kept CREATED = new Kept(201, "application/json", "{}", "/calls/c-1", null);

  @TempDir Path folder;
  private TestStore store;
  private CommandTrail trail;

  @BeforeEach
  void open() {
    store = TestStore.open(folder);
    trail = newProcess();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aKeyThatIsDoneGetsItsAnswerForADay() {
    Begun first = begin("key", "hash", NOW);
    trail.complete(first.id(), "c-1", 201, CREATED, false, null, NOW);

    assertThat(begin("key", "hash", NOW.plus(Duration.ofHours(23))).answer()).isEqualTo(CREATED);
    assertThat(begin("key", "other", NOW).kind()).isEqualTo(Kind.OTHER_REQUEST);
    assertThat(begin("key", "hash", NOW.plus(Duration.ofHours(25))).kind()).isEqualTo(Kind.WRITTEN);
  }

  @Test
  void aKeyWhoseCommandDidNothingIsFreeAgain() {
    Begun first = begin("key", "hash", NOW);
    trail.complete(first.id(), null, 429, new Kept(429, null, "", null, "7"), true, "busy", NOW);

    assertThat(begin("key", "hash", NOW).kind()).isEqualTo(Kind.WRITTEN);
  }

  @Test
  void aCommandUnderWayIsNotGivenAwayUntilItsProcessIsGone() {
    Begun first = begin("key", "hash", NOW);

    assertThat(begin("key", "hash", NOW.plusSeconds(1)).kind()).isEqualTo(Kind.UNDER_WAY);

    trail = newProcess();
    Begun after = begin("key", "hash", NOW.plusSeconds(2));
    assertThat(after.kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(after.id()).isEqualTo(first.id());
  }

  @Test
  void anotherProcessIsGivenItsTime() {
    begin("key", "hash", NOW);
    trail = new CommandTrail(store.commits, store.reader, CommandTrail.LONGEST);

    assertThat(begin("key", "hash", NOW.plusSeconds(30)).kind()).isEqualTo(Kind.UNDER_WAY);
    assertThat(begin("key", "hash", NOW.plus(CommandTrail.LONGEST)).kind())
        .isEqualTo(Kind.INTERRUPTED);
  }

  @Test
  void callsOfTheLastMinuteCount() {
    assertThat(begin(null, "1", NOW).kind()).isEqualTo(Kind.WRITTEN);
    assertThat(begin(null, "2", NOW.plusSeconds(10)).kind()).isEqualTo(Kind.WRITTEN);

    Begun third = begin(null, "3", NOW.plusSeconds(20));
    assertThat(third.kind()).isEqualTo(Kind.TOO_MANY_OF_USER);
    assertThat(third.freeIn()).isEqualTo(Duration.ofSeconds(40));

    assertThat(trail.begin(entry("other", null, "4", true), 2, 2, NOW.plusSeconds(20)).kind())
        .isEqualTo(Kind.TOO_MANY_OF_ACCOUNT);
    assertThat(trail.begin(entry("oscar", null, "5", false), 2, 2, NOW.plusSeconds(20)).kind())
        .isEqualTo(Kind.WRITTEN);
    assertThat(begin(null, "6", NOW.plusSeconds(60)).kind()).isEqualTo(Kind.WRITTEN);
  }

  @Test
  void aRefusedCommandIsShownAndDoesNotCount() {
    trail.refused(entry("oscar", null, "1", true), 403, "not allowed", NOW);
    trail.refused(entry("oscar", null, "2", true), 403, "not allowed", NOW);

    assertThat(begin(null, "3", NOW).kind()).isEqualTo(Kind.WRITTEN);
    var query = new CommandTrail.Query("oscar", null, null, null, null, null, null);
    assertThat(trail.count(query)).isEqualTo(3);
    assertThat(trail.find(query, 0, 10))
        .extracting(CommandTrail.Line::status)
        .containsExactly(null, 403, 403);
  }

  @Test
  void knowsWhichCallsItCreatedLately() {
    trail.complete(begin(null, "1", NOW).id(), "c-1", 201, CREATED, false, null, NOW);

    assertThat(trail.hasCreated("bandwidth", "9900000", "c-1", NOW.minusSeconds(1))).isTrue();
    assertThat(trail.hasCreated("bandwidth", "9900000", "c-1", NOW.plusSeconds(1))).isFalse();
    assertThat(trail.hasCreated("bandwidth", "9900000", "c-2", NOW.minusSeconds(1))).isFalse();
  }

  private CommandTrail newProcess() {
    return new CommandTrail(store.commits, store.reader, Duration.ZERO);
  }

  private Begun begin(String key, String hash, Instant at) {
    return trail.begin(entry("oscar", key, hash, true), 2, 2, at);
  }

  private static Entry entry(String user, String key, String hash, boolean dials) {
    return new Entry(
        user,
        "192.0.2.1",
        "bandwidth",
        "9900000",
        "CreateCall",
        null,
        null,
        dials,
        "{}",
        key,
        hash);
  }
}
