package io.callbridge.steer;

import io.callbridge.store.CommandTrail;
import io.callbridge.store.CommandTrail.Begun;
import io.callbridge.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the routes that steer calls need between their requests. */
@Component
class Commands {

  private static final Logger log = LoggerFactory.getLogger(Commands.class);

  /** In bytes; a list of ten thousand calls fits. */
  private static final int LARGEST_ANSWER = 32 * 1024 * 1024;

  private static final Duration BUSY = Duration.ofSeconds(2);

  private final CommandTrail trail;
  private final InstantSource clock;
  private final Semaphore places;
  private final Duration responseTimeout;
  private final Duration pause;

  Commands(
      CommandTrail trail,
      InstantSource clock,
      @Value("${callbridge.steer.most-under-way}") int mostUnderWay,
      @Value("${callbridge.steer.response-timeout}") Duration responseTimeout,
      @Value("${callbridge.steer.retry-after}") Duration pause) {
    this.trail = trail;
    this.clock = clock;
    this.places = new Semaphore(mostUnderWay);
    this.responseTimeout = responseTimeout;
    this.pause = pause;
  }

  /** How long an answer of a provider may take; a route's address takes milliseconds. */
  public long getResponseTimeoutMillis() {
    return responseTimeout.toMillis();
  }

  /** How long to wait before a request is repeated. */
  public long getPauseMillis() {
    return pause.toMillis();
  }

  /**
   * Writes the command down before it leaves, and decides whether it does: not if its idempotency
   * key was used, or there were too many calls in the last minute. {@link #end} must follow,
   * whatever happens.
   *
   * @throws RefusedCommandException if it must not leave
   */
  public void begin(Command command) {
    if (!places.tryAcquire()) {
      throw RefusedCommandException.of(
          503, "Too many commands are under way; the providers are slow.", BUSY);
    }
    command.setUnderWay(true);
    if (command.isQuestion()) {
      return;
    }
    Limits limits = command.limits();
    Begun begun =
        trail.begin(
            command.toEntry(),
            limits.callsPerMinute(),
            limits.callsPerMinutePerUser(),
            clock.instant());
    switch (begun.kind()) {
      case WRITTEN -> command.setId(begun.id());
      case ANSWERED -> command.end(kept(begun));
      case INTERRUPTED -> {
        command.setId(begun.id());
        command.interrupted();
      }
      case UNDER_WAY ->
          throw RefusedCommandException.of(
              409, "A request with this Idempotency-Key is under way.", BUSY);
      case OTHER_REQUEST ->
          throw RefusedCommandException.of(
              422, "This Idempotency-Key was used for another request in the last 24 hours.");
      case TOO_MANY_OF_USER ->
          throw tooMany("you have", limits.callsPerMinutePerUser(), begun.freeIn());
      case TOO_MANY_OF_ACCOUNT ->
          throw tooMany("this account has", limits.callsPerMinute(), begun.freeIn());
    }
  }

  private static RefusedCommandException tooMany(String who, int most, Duration wait) {
    return RefusedCommandException.of(
        429, "No more calls now: %s %d a minute, against toll fraud.".formatted(who, most), wait);
  }

  private static Ending kept(Begun begun) {
    CommandTrail.Kept kept = begun.answer();
    return new Ending(
        new Answer(
            kept.status(), kept.mediaType(), kept.body(), kept.location(), null, kept.retryAfter()),
        null,
        false,
        null,
        null);
  }

  /**
   * Takes an answer of the provider.
   *
   * @param headers of the answer
   */
  public void answered(Command command, int status, Map<String, Object> headers, InputStream body)
      throws IOException {
    byte[] read = body == null ? new byte[0] : body.readNBytes(LARGEST_ANSWER + 1);
    if (read.length > LARGEST_ANSWER) {
      throw new IOException("the answer is larger than 32 MiB");
    }
    command.answered(new ProviderAnswer(status, Map.copyOf(withoutNulls(headers)), read));
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> headers) {
    var given = new HashMap<>(headers);
    given.values().removeIf(value -> value == null);
    return given;
  }

  /** Nothing can have arrived at the provider. */
  public void notSent(Command command, Throwable failure) {
    command.unanswered(new Silence(true, isTimeOut(failure), words(failure)));
  }

  /** Nobody knows what arrived at the provider. */
  public void unanswered(Command command, Throwable failure) {
    command.unanswered(new Silence(false, isTimeOut(failure), words(failure)));
  }

  private static boolean isTimeOut(Throwable failure) {
    return causes(failure).anyMatch(SocketTimeoutException.class::isInstance);
  }

  private static String words(Throwable failure) {
    Throwable own = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    return own.getMessage() == null ? own.getClass().getSimpleName() : own.getMessage();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause);
  }

  /** Writes down what became of it; the user gets the answer even if that fails. */
  public void complete(Command command) {
    if (command.id() == null) {
      return;
    }
    Ending ending = command.ending();
    Answer answer = ending.answer();
    try {
      trail.complete(
          command.id(),
          ending.callId(),
          ending.providerStatus(),
          new CommandTrail.Kept(
              answer.status(),
              answer.mediaType(),
              answer.body(),
              answer.location(),
              answer.retryAfter()),
          ending.repeatable(),
          ending.words(),
          clock.instant());
    } catch (StoreUnavailableException storeDown) {
      log.error("what became of command {} ({}) is not on disk", command.id(), command, storeDown);
    }
  }

  /** Makes room for another command. */
  public void end(Command command) {
    if (command.isUnderWay()) {
      command.setUnderWay(false);
      places.release();
    }
  }

  /**
   * What a command that didn't leave is answered with; the trail shows it.
   *
   * @param command null if it didn't even become one
   */
  public Answer refused(Command command, Throwable failure) {
    RefusedCommandException refusal =
        causes(failure)
            .filter(RefusedCommandException.class::isInstance)
            .map(RefusedCommandException.class::cast)
            .findFirst()
            .orElseThrow();
    if (command != null && command.id() == null && !command.isQuestion()) {
      note(command, refusal);
    }
    return refusal.getAnswer();
  }

  private void note(Command command, RefusedCommandException refusal) {
    try {
      trail.refused(
          command.toEntry(), refusal.getAnswer().status(), refusal.getMessage(), clock.instant());
    } catch (StoreUnavailableException storeDown) {
      log.warn("refused {} and could not write it down", command, storeDown);
    }
  }

  /** What to say when the store is down: then nothing has left. */
  public Answer unavailable() {
    return RefusedCommandException.of(
            503, "Nothing was sent, because the store can't note it now.", BUSY)
        .getAnswer();
  }

  public Answer broken() {
    return RefusedCommandException.of(500, "Something is wrong with Callbridge; its log says what.")
        .getAnswer();
  }
}
