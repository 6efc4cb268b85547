package io.callbridge.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final Outgoing ORDER =
      new Outgoing("POST", "/calls", "", "application/json", "{}");
  private static final Outgoing LOOK = Outgoing.get("/look", "");
  private static final Outgoing SEARCH = Outgoing.get("/search", "");

  @Test
  void aCommandWithoutAnAnswerIsSearchedForAndNeverRepeated() {
    Order order = Order.of(ORDER, new Acme());

    Step search = order.unanswered(new Silence(false, true, "late"));
    assertThat(search.next()).isEqualTo(SEARCH);

    Step end = order.unanswered(new Silence(false, true, "late"));
    assertThat(end.next()).isNull();
    assertThat(end.ending().answer().status()).isEqualTo(504);
    assertThat(end.ending().repeatable()).isFalse();
    assertThat(end.ending().answer().body()).contains("\"outcome\":\"unknown\"");
  }

  @Test
  void aCommandThatWasNotSentMayBeAskedAgain() {
    Step end = Order.of(ORDER, new Acme()).unanswered(new Silence(true, false, "refused"));

    assertThat(end.ending().repeatable()).isTrue();
    assertThat(end.ending().answer().body()).contains("Nothing was sent");
  }

  @Test
  void aConflictIsTriedOnceMoreAfterALook() {
    Order order = Order.of(ORDER, new Acme());

    assertThat(order.answered(answer(409)).next()).isEqualTo(LOOK);
    Step again = order.answered(answer(200));
    assertThat(again.next()).isEqualTo(ORDER);
    assertThat(again.afterPause()).isTrue();
    assertThat(order.answered(answer(409)).ending().answer().status()).isEqualTo(409);
  }

  @Test
  void aSecondTryWithoutAnAnswerIsUnknownToo() {
    Order order = Order.of(ORDER, new Acme());
    order.answered(answer(409));
    order.answered(answer(200));

    assertThat(order.unanswered(new Silence(false, true, "late")).next()).isEqualTo(SEARCH);
    assertThat(order.answered(answer(200)).ending().answer().body()).contains("c-1");
  }

  @Test
  void aQuestionIsAskedTwiceAtMost() {
    Order question = Order.question(LOOK, new Acme());

    assertThat(question.answered(answer(500)).next()).isEqualTo(LOOK);
    assertThat(question.answered(answer(500)).ending().answer().status()).isEqualTo(500);
    assertThat(
            Order.question(LOOK, new Acme())
                .unanswered(new Silence(false, true, "late"))
                .ending()
                .answer()
                .status())
        .isEqualTo(504);
  }

  @Test
  void aCommandThatAStopCutOffIsSearchedFor() {
    Order order = Order.of(ORDER, new Acme());

    assertThat(order.interrupted().next()).isEqualTo(SEARCH);
    assertThat(order.answered(answer(200)).ending().answer().body())
        .contains("Callbridge stopped", "c-1");
  }

  private static ProviderAnswer answer(int status) {
    return new ProviderAnswer(status, Map.of(), new byte[0]);
  }

  private static final class Acme implements Dialect {

    @Override
    public String provider() {
      return "Acme";
    }

    @Override
    public Ending read(ProviderAnswer answer) {
      return Ending.done(Answer.empty(answer.status()), answer.status());
    }

    @Override
    public boolean leavesOpen(ProviderAnswer answer) {
      return answer.status() >= 500;
    }

    @Override
    public Optional<Outgoing> look() {
      return Optional.of(LOOK);
    }

    @Override
    public Optional<Outgoing> search() {
      return Optional.of(SEARCH);
    }

    @Override
    public String searched() {
      return "the calls";
    }

    @Override
    public List<String> found(ProviderAnswer answer) {
      return List.of("c-1");
    }
  }
}
