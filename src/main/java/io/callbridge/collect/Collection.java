package io.callbridge.collect;

import io.callbridge.call.CallEvent;
import io.callbridge.store.CollectionJobs;
import io.callbridge.store.CollectionJobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over an account's CDRs of a time range, and how far it has come. Thread-safe.
 *
 * <p>What counts, the rows and the cursor, is in the store, so a pass that a restart cuts off is
 * simply due again. Of one that somebody asked for, the store also has how far it is.
 */
public final class Collection {

  /** Where a pass stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  private final String id;
  private final String provider;
  private final String account;
  private final Instant from;
  private final Instant to;
  private final boolean scheduled;
  private final boolean dryRun;
  private final Instant startedAt;

  private State state = State.RUNNING;
  private String reason;
  private int pages;
  private int calls;
  private int added;
  private int unchanged;
  private double part;
  private Instant endedAt;
  private final List<CallEvent> wouldBeAdded = new ArrayList<>();

  Collection(
      String id,
      String provider,
      String account,
      Instant from,
      Instant to,
      boolean scheduled,
      boolean dryRun,
      Instant startedAt) {
    this.id = id;
    this.provider = provider;
    this.account = account;
    this.from = from;
    this.to = to;
    this.scheduled = scheduled;
    this.dryRun = dryRun;
    this.startedAt = startedAt;
  }

  /** As the store has it. */
  static Collection of(Job job) {
    var collection =
        new Collection(
            job.id(),
            job.provider(),
            job.account(),
            job.from(),
            job.to(),
            false,
            job.dryRun(),
            job.askedAt());
    CollectionJobs.Progress noted = job.progress();
    collection.state = noted.state().equals("ASKED") ? State.RUNNING : State.valueOf(noted.state());
    collection.reason = noted.reason();
    collection.pages = noted.pages();
    collection.calls = noted.calls();
    collection.added = noted.added();
    collection.unchanged = noted.unchanged();
    collection.part = noted.part();
    collection.endedAt = noted.endedAt();
    collection.wouldBeAdded.addAll(noted.wouldAdd());
    return collection;
  }

  /** For the store. */
  synchronized CollectionJobs.Progress noted() {
    return new CollectionJobs.Progress(
        state.name(),
        reason,
        pages,
        calls,
        added,
        unchanged,
        part,
        endedAt,
        state == State.RUNNING ? List.of() : List.copyOf(wouldBeAdded));
  }

  public String getId() {
    return id;
  }

  public String getProvider() {
    return provider;
  }

  public String getAccount() {
    return account;
  }

  /** Beginning of the range, inclusive. */
  public Instant getFrom() {
    return from;
  }

  /** End of the range, inclusive. */
  public Instant getTo() {
    return to;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  boolean isScheduled() {
    return scheduled;
  }

  public synchronized State state() {
    return state;
  }

  /** What a dry run found that the journal doesn't have. */
  public synchronized List<CallEvent> wouldBeAdded() {
    return List.copyOf(wouldBeAdded);
  }

  synchronized void page(int rows, int newRows, double partDone) {
    pages++;
    calls += rows;
    added += newRows;
    unchanged += rows - newRows;
    part = Math.max(part, Math.min(partDone, 1));
  }

  synchronized void wouldAdd(CallEvent event) {
    wouldBeAdded.add(event);
  }

  synchronized void end(State ended, String why, Instant now) {
    state = ended;
    reason = why;
    endedAt = now;
    part = ended == State.DONE ? 1 : part;
  }

  /**
   * How far it is.
   *
   * @param percent 0 to 100, by the provider's own count of pages or by the time that rows are from
   * @param secondsLeft as far as it went up to now; null while nothing can be said, or once it
   *     ended
   */
  public record Progress(
      String id,
      String provider,
      String account,
      Instant from,
      Instant to,
      boolean dryRun,
      State state,
      String reason,
      int pages,
      int calls,
      int added,
      int unchanged,
      int percent,
      Long secondsLeft,
      Instant startedAt,
      Instant endedAt) {}

  public synchronized Progress progress(Instant now) {
    return new Progress(
        id,
        provider,
        account,
        from,
        to,
        dryRun,
        state,
        reason,
        pages,
        calls,
        added,
        unchanged,
        (int) (part * 100),
        secondsLeft(now),
        startedAt,
        endedAt);
  }

  private Long secondsLeft(Instant now) {
    if (state != State.RUNNING || part <= 0) {
      return null;
    }
    double spent = Duration.between(startedAt, now).toMillis() / 1000.0;
    return Math.round(spent * (1 - part) / part);
  }

  @Override
  public String toString() {
    return "%s/%s from %s to %s".formatted(provider, account, from, to);
  }
}
