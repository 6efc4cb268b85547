package io.callbridge.recording;

import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.Source;
import io.callbridge.store.Calls;
import io.callbridge.store.Journal;
import io.callbridge.store.RecordingSearches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which recordings are to be looked for now, and what becomes of the results. */
public class Recordings {

  private static final Logger log = LoggerFactory.getLogger(Recordings.class);

  /** Requests to one recorder at the same time (contracts/verba.md, section 4.2). */
  private static final int MOST_AT_A_RECORDER = 2;

  private static final Duration LEASE = Duration.ofMinutes(5);

  private final RecordingSearches searches;
  private final Calls calls;
  private final Journal journal;
  private final ProviderAccounts providers;
  private final InstantSource clock;
  private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

  public Recordings(
      RecordingSearches searches,
      Calls calls,
      Journal journal,
      ProviderAccounts providers,
      InstantSource clock) {
    this.searches = searches;
    this.calls = calls;
    this.journal = journal;
    this.providers = providers;
    this.clock = clock;
  }

  /** Takes over from the leader before: what it was looking for is looked for again. */
  public void takeOver() {
    searches.releaseAll();
  }

  /** The searches to make now; each must be given to {@link #done}. */
  public List<RecordingLook> claim() {
    List<RecordingLook> claimed = new ArrayList<>();
    recorders().forEach(recorder -> claim(recorder, claimed));
    return claimed;
  }

  private Stream<String> recorders() {
    return providers.all().stream()
        .map(ProviderAccount::handling)
        .map(ProviderAccount.Handling::recorder)
        .filter(Objects::nonNull)
        .distinct();
  }

  private void claim(String recorder, List<RecordingLook> claimed) {
    Instant now = clock.instant();
    if (!searches.isAnyDue(recorder, now)) {
      return;
    }
    Semaphore places = places(recorder);
    int most = places.drainPermits();
    int taken = 0;
    try {
      if (most > 0) {
        for (var due : searches.claim(recorder, now, now.plus(LEASE), most)) {
          Optional<RecordingLook> look = toLook(due, recorder);
          look.ifPresent(claimed::add);
          taken += look.isPresent() ? 1 : 0;
        }
      }
    } finally {
      places.release(most - taken);
    }
  }

  /**
   * Empty for a call that can't be read, such as one that has just been joined with another: it
   * keeps no place from the others.
   */
  private Optional<RecordingLook> toLook(RecordingSearches.Due due, String recorder) {
    try {
      Call call = providers.complete(calls.get(due.call()).call());
      return Optional.of(
          new RecordingLook(
              due.call(), call.key(), due.misses(), due.troubles(), toSearch(call, recorder)));
    } catch (RuntimeException unreadable) {
      log.warn("No recording is looked for: {}", unreadable.getMessage());
      return Optional.empty();
    }
  }

  private RecordingSearch toSearch(Call call, String recorder) {
    return new RecordingSearch(
        recorder,
        call.key().callId(),
        providers
            .find(call.key().provider(), call.key().account())
            .map(account -> account.extensionsOf(call.agentNumber()))
            .orElse(List.of()),
        call.leadNumber(),
        call.created(),
        call.answered(),
        call.end());
  }

  /**
   * Takes the result of a look. A recording that was found is part of what is known of the call
   * from now on.
   */
  public void take(RecordingLook look, RecordingResult result) {
    if (result.isFound()) {
      found(look, result.url());
      searches.end(look.call(), true, null);
      return;
    }
    boolean trouble = result.outcome() == RecordingResult.Outcome.TROUBLE;
    int misses = look.misses() + (trouble ? 0 : 1);
    int troubles = trouble ? look.troubles() + 1 : 0;
    RecordingLadder.next(result, misses, troubles, look.search().endedAt(), clock.instant())
        .ifPresentOrElse(
            next -> searches.again(look.call(), misses, troubles, result.reason(), next),
            () -> searches.end(look.call(), false, result.reason()));
  }

  private void found(RecordingLook look, String url) {
    String recorder = look.search().recorder();
    journal.append(
        CallEvent.about(look.key(), "recording:" + recorder + ":" + url, clock.instant())
            .source(Source.RECORDER)
            .authority(-1)
            .status("recording")
            .recordingUrl(url)
            .build(),
        null,
        null);
  }

  /** Ends the use of a place at the recorder, whatever was found. */
  public void done(RecordingLook look) {
    places(look.search().recorder()).release();
  }

  private Semaphore places(String recorder) {
    return free.computeIfAbsent(recorder, name -> new Semaphore(MOST_AT_A_RECORDER));
  }
}
