package io.callbridge.steer;

import java.util.List;
import java.util.Optional;

/**
 * One command and what it takes to know its outcome: it is sent once. Only a conflict leads to one
 * more try after a look, and only a request that changes nothing is repeated when it goes wrong.
 * Where the outcome stays unknown, it is looked up and said so.
 */
public final class Order implements Course {

  private enum Phase {
    SENT,
    LOOKING,
    SENT_AGAIN,
    SEARCHING
  }

  private final Outgoing order;
  private final boolean changesNothing;
  private final Dialect dialect;
  private Phase phase = Phase.SENT;
  private ProviderAnswer conflict;
  private String trouble;
  private int troubleStatus;
  private Integer providerStatus;

  private Order(Outgoing order, boolean changesNothing, Dialect dialect) {
    this.order = order;
    this.changesNothing = changesNothing;
    this.dialect = dialect;
  }

  /** A command that may ring somebody or end something. */
  public static Order of(Outgoing order, Dialect dialect) {
    return new Order(order, false, dialect);
  }

  /** A question. */
  public static Order question(Outgoing question, Dialect dialect) {
    return new Order(question, true, dialect);
  }

  @Override
  public Outgoing first() {
    return order;
  }

  @Override
  public Step answered(ProviderAnswer answer) {
    return switch (phase) {
      case SENT -> afterFirst(answer);
      case SENT_AGAIN -> dialect.leavesOpen(answer) ? open(answer) : end(answer);
      case LOOKING -> afterLook(answer);
      case SEARCHING -> found(answer.isSuccess() ? dialect.found(answer) : null);
    };
  }

  private Step afterFirst(ProviderAnswer answer) {
    if (changesNothing) {
      if (answer.status() / 100 == 5) {
        phase = Phase.SENT_AGAIN;
        return Step.askAfterPause(order);
      }
      return end(answer);
    }
    if (dialect.leavesOpen(answer)) {
      return open(answer);
    }
    Optional<Outgoing> look = dialect.isConflict(answer) ? dialect.look() : Optional.empty();
    if (look.isEmpty()) {
      return end(answer);
    }
    conflict = answer;
    phase = Phase.LOOKING;
    return Step.ask(look.get());
  }

  private Step afterLook(ProviderAnswer look) {
    Optional<Ending> settled = dialect.settled(conflict, look);
    if (settled.isPresent()) {
      return Step.end(settled.get());
    }
    phase = Phase.SENT_AGAIN;
    return Step.askAfterPause(order);
  }

  private Step end(ProviderAnswer answer) {
    return Step.end(dialect.read(answer));
  }

  private Step open(ProviderAnswer answer) {
    if (changesNothing) {
      return end(answer);
    }
    providerStatus = answer.status();
    return search(502, "%s answered %d.".formatted(dialect.provider(), answer.status()));
  }

  @Override
  public Step unanswered(Silence silence) {
    if (phase == Phase.LOOKING) {
      return Step.end(dialect.read(conflict));
    }
    if (phase == Phase.SEARCHING) {
      return found(null);
    }
    String words =
        silence.timedOut()
            ? "%s did not answer in time.".formatted(dialect.provider())
            : "%s gave no answer: %s.".formatted(dialect.provider(), silence.words());
    int status = silence.timedOut() ? 504 : 502;
    if (silence.surelyNotSent() || changesNothing) {
      String nothing = silence.surelyNotSent() ? " Nothing was sent." : "";
      return Step.end(Ending.failed(status, words + nothing, null, null, null, null, true));
    }
    return search(status, words);
  }

  @Override
  public Step interrupted() {
    return search(502, "Callbridge stopped before %s answered.".formatted(dialect.provider()));
  }

  private Step search(int status, String words) {
    troubleStatus = status;
    trouble = words;
    phase = Phase.SEARCHING;
    return dialect.search().map(Step::ask).orElseGet(() -> found(null));
  }

  private Step found(List<String> callIds) {
    return Step.end(
        Ending.unknown(troubleStatus, trouble, providerStatus, dialect.searched(), callIds));
  }
}
