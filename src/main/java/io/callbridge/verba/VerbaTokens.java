package io.callbridge.verba;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The recorders' tokens, and whether they still listen to us (contracts/verba.md, section 3).
 *
 * <p>A token lives for an hour at the recorder and for 50 minutes here. When the recorder complains
 * about it, it is dropped, and the question asked once more with a new one. Three refused questions
 * in a row pause the recorder for 15 minutes, so that no login gets locked; after that a single
 * refusal pauses it again. In memory only: a restart costs one more {@code RequestToken}.
 */
@Component
class VerbaTokens {

  static final Duration LIFE = Duration.ofMinutes(50);
  static final Duration PAUSE = Duration.ofMinutes(15);
  static final int MOST_REFUSALS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(VerbaTokens.class);

  private final InstantSource clock;
  private final Map<String, State> states = new ConcurrentHashMap<>();

  VerbaTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** Nobody asks the recorder anything for now. */
  public boolean isPaused(VerbaRecorder recorder) {
    return !pause(recorder).isZero();
  }

  /** What there is to say instead of asking. */
  public VerbaAnswer paused(VerbaRecorder recorder) {
    return VerbaAnswer.paused(pause(recorder));
  }

  private Duration pause(VerbaRecorder recorder) {
    Duration left = Duration.between(clock.instant(), state(recorder).pausedUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A question needs a token first. */
  public boolean isMissing(VerbaRecorder recorder) {
    return recorder.account().hasLogin() && current(recorder) == null;
  }

  public boolean isReady(VerbaRecorder recorder) {
    return !isMissing(recorder);
  }

  /** The token to ask with; null if there is none or none is needed. */
  public VerbaSession current(VerbaRecorder recorder) {
    return state(recorder)
        .session()
        .filter(session -> clock.instant().isBefore(session.since().plus(LIFE)))
        .orElse(null);
  }

  /**
   * Takes the answer to the question for a token.
   *
   * @return the same answer; as a refusal if it holds no token, whatever it says
   */
  public VerbaAnswer renew(VerbaRecorder recorder, VerbaAnswer answer) {
    if (answer.isOk() && answer.token() != null) {
      var session = new VerbaSession(answer.token(), answer.cookie(), clock.instant());
      change(recorder, state -> state.with(Optional.of(session)));
      return answer;
    }
    return switch (answer.verdict()) {
      case OK -> VerbaAnswer.without(VerbaVerdict.LOGIN, "a login without a token");
      case NOT_FOUND, SEVERAL -> VerbaAnswer.without(VerbaVerdict.LOGIN, answer.message());
      default -> answer;
    };
  }

  /** Whether the same question is worth another try with a new token. */
  public boolean isWorthRenewing(VerbaSession used, VerbaAnswer answer) {
    return used != null && answer.isLoginNeeded();
  }

  /** Forgets a token, unless somebody has renewed it already. */
  public void drop(VerbaRecorder recorder, VerbaSession used) {
    change(
        recorder,
        state ->
            state.session().filter(used::equals).isPresent()
                ? state.with(Optional.empty())
                : state);
  }

  /** Counts how a question ended, with all its tries. */
  public void heard(VerbaRecorder recorder, VerbaAnswer answer) {
    switch (answer.verdict()) {
      case LOGIN -> refused(recorder, answer);
      case OK, NOT_FOUND, SEVERAL -> change(recorder, State::listening);
      default -> {
        // says nothing about us
      }
    }
  }

  private void refused(VerbaRecorder recorder, VerbaAnswer answer) {
    State now = change(recorder, state -> state.refused(clock.instant()));
    LOG.warn("{} refuses Callbridge, {} in a row: {}", recorder, now.refusals(), answer.message());
    if (now.refusals() >= MOST_REFUSALS) {
      LOG.error(
          "{} is left alone until {}; check callbridge.verba.accounts.{}",
          recorder,
          now.pausedUntil(),
          recorder.name());
    }
  }

  private State state(VerbaRecorder recorder) {
    return states.getOrDefault(recorder.name(), State.NEW);
  }

  private State change(VerbaRecorder recorder, UnaryOperator<State> change) {
    return states.compute(
        recorder.name(), (name, state) -> change.apply(state == null ? State.NEW : state));
  }

  private record State(Optional<VerbaSession> session, int refusals, Instant pausedUntil) {

    static final State NEW = new State(Optional.empty(), 0, Instant.EPOCH);

    State with(Optional<VerbaSession> other) {
      return new State(other, refusals, pausedUntil);
    }

    State listening() {
      return new State(session, 0, Instant.EPOCH);
    }

    State refused(Instant now) {
      int more = refusals + 1;
      return new State(session, more, more >= MOST_REFUSALS ? now.plus(PAUSE) : pausedUntil);
    }
  }
}
