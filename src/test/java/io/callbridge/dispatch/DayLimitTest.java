package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.task.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit per day holds over restarts, without the audit trail of that day. */
class DayLimitTest {

  private static final int A_DAY = 40;
  private static final Answer ACCEPTED = new Answer(200, "{}", "accepted");
  private static final Answer PENDING = new Answer(200, "{}", "In-Queue");

  @TempDir Path folder;

  private final Random random = new Random(5);
  private final List<Instant> sent = new ArrayList<>();
  private TestDispatch test;

  @BeforeEach
  void open() {
    test = new TestDispatch(folder);
    start();
    test.settled(IntStream.range(0, 90).mapToObj(n -> "c-" + n).toArray(String[]::new));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void noDayEverSeesOneRequestMoreThanItsLimitHoweverOftenItStarts() {
    Instant end = test.clock.instant().plus(Duration.ofDays(4));
    while (test.clock.instant().isBefore(end)) {
      sendAll();
      test.clock.advance(Duration.ofMillis(random.nextInt(1_200_000)));
      if (random.nextInt(20) == 0) {
        forgetOldSteps();
        start();
      }
    }

    for (int last = A_DAY; last < sent.size(); last++) {
      assertThat(Duration.between(sent.get(last - A_DAY), sent.get(last)))
          .as("the time of %d requests", A_DAY + 1)
          .isGreaterThan(Duration.ofDays(1));
    }
    assertThat(sent).hasSizeGreaterThan(4 * A_DAY - 5);
  }

  private void start() {
    test.start(64, "25/5s", A_DAY + "/1d");
    test.dispatcher.takeOver();
  }

  private void sendAll() {
    for (Claim claim : test.dispatcher.claim()) {
      test.dispatcher.sending(claim, claim.isPost() ? "{}" : null);
      sent.add(test.clock.instant());
      test.clock.advance(Duration.ofMillis(random.nextInt(3000)));
      test.dispatcher.arrived(claim);
      if (claim.isPost()) {
        test.posts.accepted(claim, ACCEPTED, "request");
      } else {
        test.looks.pending(claim, PENDING);
      }
      test.dispatcher.done(claim);
    }
  }

  private void forgetOldSteps() {
    long before = test.clock.instant().minus(Duration.ofMinutes(10)).toEpochMilli() * 1000;
    test.store.commits.write(
        client -> client.sql("DELETE FROM task_step WHERE at < ?").param(before).update());
  }
}
