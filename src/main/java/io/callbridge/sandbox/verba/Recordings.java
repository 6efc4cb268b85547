package io.callbridge.sandbox.verba;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** What the recorder has recorded, for the API and for the simulators whose calls these are. */
public final class Recordings {

  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Map<String, Recording> byId = new LinkedHashMap<>();
  private final int keep;
  private final Duration appearAfter;
  private final RandomGenerator random;
  private final Clock clock;

  Recordings(int keep, Duration appearAfter, RandomGenerator random, Clock clock) {
    this.keep = keep;
    this.appearAfter = appearAfter;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Records a call; also one that lies in the past or the future.
   *
   * @return the recorder's id of it
   */
  public String add(NewRecording call) {
    return add(call, false);
  }

  /**
   * @param prompt whether it can be found as soon as the call has ended
   */
  synchronized String add(NewRecording call, boolean prompt) {
    String id = drawId();
    byId.put(id, Recording.of(call, id, prompt));
    if (byId.size() > keep) {
      byId.remove(byId.keySet().iterator().next());
    }
    return id;
  }

  /**
   * Ends a call that went on.
   *
   * @throws NoSuchElementException if there is no such recording
   */
  public void end(String id, Instant at) {
    change(id, recording -> recording.endedAt(at));
  }

  synchronized Recording change(String id, UnaryOperator<Recording> change) {
    Recording recording = byId.get(id);
    if (recording == null) {
      throw new NoSuchElementException("no recording " + id);
    }
    byId.put(id, change.apply(recording));
    return byId.get(id);
  }

  synchronized List<Recording> all() {
    return new ArrayList<>(byId.values());
  }

  /** Those that can be found by now: mostly it takes a while after the end of a call. */
  List<Recording> finished(Predicate<Recording> wanted) {
    Instant now = clock.instant();
    return all().stream().filter(each -> canBeFound(each, now)).filter(wanted).toList();
  }

  private boolean canBeFound(Recording recording, Instant now) {
    Instant latestEnd = recording.prompt() ? now : now.minus(appearAfter);
    return recording.ended().filter(end -> !end.isAfter(latestEnd)).isPresent();
  }

  List<Recording> ongoing(Predicate<Recording> wanted) {
    Instant now = clock.instant();
    return all().stream().filter(each -> each.isOngoing(now)).filter(wanted).toList();
  }

  private String drawId() {
    long high = random.nextLong() & ~0xF000L | VERSION_4;
    long low = random.nextLong() & ~0xC000_0000_0000_0000L | VARIANT;
    return new UUID(high, low).toString();
  }
}
