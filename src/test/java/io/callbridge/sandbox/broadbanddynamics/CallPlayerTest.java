package io.callbridge.sandbox.broadbanddynamics;

import static io.callbridge.sandbox.broadbanddynamics.PlayedBroadbandDynamics.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.SettableClock;
import io.callbridge.sandbox.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class CallPlayerTest {

  private static final Instant START = Instant.parse("2026-03-03T16:21:20Z");

  private final SettableClock clock = new SettableClock(START.toString());
  private final ManualTimetable timetable = new ManualTimetable();
  private final PlayedCalls played = new PlayedCalls(100);
  private final Map<Instant, String> sent = new LinkedHashMap<>();
  private int answer = 200;

  private record Entry(Instant at, Runnable task) {}

  /** Runs what is due when the test says so. */
  private final class ManualTimetable implements Timetable {

    private final PriorityQueue<Entry> entries =
        new PriorityQueue<>(Comparator.comparing(Entry::at));

    @Override
    public void in(Duration delay, Runnable task) {
      entries.add(new Entry(clock.instant().plus(delay), task));
    }

    void runUntil(Instant end) {
      while (!entries.isEmpty() && !entries.peek().at().isAfter(end)) {
        Entry entry = entries.poll();
        clock.set(entry.at());
        entry.task().run();
      }
      clock.set(end);
    }
  }

  @Test
  void sendsEachCallbackWhenItIsDue() {
    PlayedCall call = player("duplicated", "0", "reordered", "0").play();

    timetable.runUntil(START.plusSeconds(10));

    List<Callback> callbacks = call.call().callbacks();
    assertThat(sent).hasSize(callbacks.size());
    assertThat(sent).contains(entry(START, CallbackForm.JSON.write(callbacks.get(0))));
    assertThat(sent)
        .contains(
            entry(
                START.plus(call.call().realLength()),
                CallbackForm.JSON.write(callbacks.get(callbacks.size() - 1))));
    assertThat(call.callbacks()).allMatch(attempt -> attempt.httpStatus() == 200);
  }

  @Test
  void expectsACallLogOnceTheFinalCallbackIsAccepted() {
    PlayedCall call = player("duplicated", "0", "reordered", "0").play();
    Duration length = call.call().realLength();

    timetable.runUntil(START.plus(length).minusMillis(1));
    assertThat(call.expected()).isNull();

    timetable.runUntil(START.plus(length));
    assertThat(call.expected()).isEqualTo(ExpectedCallLog.of(call.call()));
  }

  @Test
  void expectsNothingOfACallThatTheBridgeRefused() {
    answer = 503;
    PlayedCall call = player().play();

    timetable.runUntil(START.plusSeconds(30));

    assertThat(call.expected()).isNull();
    assertThat(call.callbacks()).isNotEmpty().allMatch(attempt -> attempt.httpStatus() == 503);
  }

  @Test
  void neitherSendsNorTimesWhatIsLost() {
    PlayedCall call =
        player("lost", "1", "final-lost", "1", "duplicated", "0", "reordered", "0").play();

    timetable.runUntil(START.plusSeconds(30));

    assertThat(sent).isEmpty();
    assertThat(call.callbacks()).hasSameSizeAs(call.call().callbacks());
    assertThat(call.callbacks()).allMatch(attempt -> attempt.at() == null);
  }

  @Test
  void playsOnAtItsRate() {
    player().playOn(settings().betweenCalls());

    timetable.runUntil(START.plusSeconds(59));

    assertThat(played.all()).hasSize(30);
  }

  @Test
  void saysWhatTheCrmShouldHold() {
    CallScript answered = script(Ending.COMPLETED, Instant.parse("2026-03-03T16:21:28.5Z"), 73);
    CallScript busy = script(Ending.BUSY, null, 0);

    assertThat(ExpectedCallLog.of(answered))
        .isEqualTo(
            new ExpectedCallLog(
                "BB1",
                "Outbound",
                "12025550143",
                "2026-03-03 16:21:28",
                "2026-03-03 16:22:41",
                73,
                "Answered"));
    assertThat(ExpectedCallLog.of(busy))
        .isEqualTo(
            new ExpectedCallLog(
                "BB1",
                "Outbound",
                "12025550143",
                "2026-03-03 16:21:20",
                "2026-03-03 16:22:41",
                0,
                "NotAnswered"));
  }

  private static CallScript script(Ending ending, Instant answeredAt, int seconds) {
    return new CallScript(
        "req-1",
        "BB1",
        "+12025550143",
        ending,
        Instant.parse("2026-03-03T16:21:20.5Z"),
        answeredAt,
        Instant.parse("2026-03-03T16:22:41.5Z"),
        seconds,
        Duration.ofSeconds(5),
        CallbackForm.JSON,
        List.of());
  }

  private CallPlayer player(String... rates) {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < rates.length; i += 2) {
      settings.add("mischief." + rates[i]);
      settings.add(rates[i + 1]);
    }
    var seed = new Seed(1);
    var chosen = settings(settings.toArray(String[]::new));
    return new CallPlayer(
        new CallWriter(chosen, seed.stream("calls")),
        new Mischief(chosen.mischief(), seed.stream("mischief")),
        (call, body) -> {
          sent.put(clock.instant(), body);
          return answer;
        },
        timetable,
        played,
        clock);
  }
}
