package io.callbridge.kit.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestGateTest {

  private final RequestGate gate = new RequestGate();

  @Test
  void holdsBackWhoComesWhileItIsClosed() throws InterruptedException {
    gate.enter("before");
    gate.close();
    CompletableFuture<Void> late = CompletableFuture.runAsync(this::enterLate);

    await().until(() -> gate.waiting() == 1);
    assertThat(late).isNotDone();
    gate.open();

    assertThat(late).succeedsWithin(java.time.Duration.ofSeconds(5));
    assertThat(gate.waited()).isOne();
    assertThat(gate.longestWait()).isPositive();
  }

  private void enterLate() {
    try {
      gate.enter("late");
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void knowsWhoHasNotBegun() throws InterruptedException {
    gate.enter("one");
    gate.enter("other");
    assertThat(gate.allHaveBegun()).isFalse();

    gate.begun("one");
    assertThat(gate.allHaveBegun()).isFalse();
    gate.leave("other");

    assertThat(gate.allHaveBegun()).isTrue();
    assertThat(gate.waited()).isZero();
  }
}
