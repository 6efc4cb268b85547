package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.task.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateAnswersTest {

  private static final Answer OK = new Answer(200, "{}", "accepted");

  @TempDir Path folder;

  private TestDispatch test;

  @BeforeEach
  void logOne() {
    test = new TestDispatch(folder);
    test.settled("c-1");
    Claim post = test.sendOne();
    test.posts.accepted(post, OK, "request-1");
    test.dispatcher.done(post);
    test.clock.advance(Duration.ofSeconds(6));
    Claim look = test.sendOne();
    test.looks.logged(look, OK, "activity-1");
    test.dispatcher.done(look);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void oneRefusalEndsAnUpdateUntilItsCallChanges() {
    recorded(9);
    refuse(update());

    test.assembler.assembleChanged();
    test.clock.advance(Duration.ofHours(1));
    assertThat(test.dispatcher.claim()).as("after one refusal").isEmpty();

    recorded(10);
    assertThat(update().isUpdate()).isTrue();
  }

  @Test
  void anUpdateThatIsDoneSaysNothingAboutTheKeyOfThePosts() {
    test.budgets.of("main").keyRefused();
    recorded(9);

    test.updates.done(update(), OK);

    assertThat(test.budgets.of("main").isKeyInDoubt()).isTrue();
  }

  private void refuse(Claim update) {
    test.updates.rejected(update, new Answer(400, "", "refused for good (HTTP 400)"));
    test.dispatcher.done(update);
  }

  /** It becomes known where a recording is. */
  private void recorded(int sequence) {
    test.clock.advance(Duration.ofSeconds(6));
    test.take(
        test.event("c-1", "recorded-" + sequence)
            .sequence(sequence)
            .recordingUrl("https://recordings.example.test/" + sequence));
  }

  private Claim update() {
    test.clock.advance(Duration.ofSeconds(6));
    Claim update = test.claimOne();
    test.dispatcher.sending(update, "{}");
    return update;
  }
}
