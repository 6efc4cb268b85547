package io.callbridge.kit.reload;

import io.callbridge.kit.check.RouteFiles;
import io.callbridge.store.RouteChanges;
import io.callbridge.store.RouteChanges.Kind;
import io.callbridge.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which route files run, and how changed ones take their place. */
final class RouteReload {

  private static final Logger log = LoggerFactory.getLogger(RouteReload.class);
  private static final int MOST_CHANGES = 50;

  private final Path folder;
  private final Trial trial;
  private final Swap swap;
  private final RouteChanges trail;
  private final InstantSource clock;
  private final Duration again;
  private final RouteFilesOf files = new RouteFilesOf();
  private final Object swapping = new Object();
  private final Deque<List<FileChange>> taken = new ArrayDeque<>();
  private final Map<String, Loaded> loaded = new HashMap<>();
  private RouteTexts running;
  private RouteTexts decided;
  private Refusal refusal;
  private Instant notBefore = Instant.MIN;

  /**
   * @param again after so long a change is tried once more that failed only for the moment
   */
  RouteReload(
      Path folder, Trial trial, Swap swap, RouteChanges trail, InstantSource clock, Duration again)
      throws IOException {
    this.folder = folder;
    this.trial = trial;
    this.swap = swap;
    this.trail = trail;
    this.clock = clock;
    this.again = again;
    this.running = RouteTexts.read(folder);
    this.decided = running;
  }

  /**
   * When a file was taken in.
   *
   * @param author null if nobody knows
   */
  record Loaded(Instant at, String author) {}

  /**
   * Why the files on disk don't run.
   *
   * @param isDown whether not even the old ones do
   */
  record Refusal(Instant at, String reason, List<String> paths, boolean isDown) {}

  /** What runs, and what is wrong with what should. */
  record State(RouteTexts running, Map<String, Loaded> loaded, Refusal refusal) {}

  synchronized State state() {
    return new State(running, Map.copyOf(loaded), refusal);
  }

  /**
   * Takes in what the folder holds now, unless that has been decided already.
   *
   * @param found what it holds
   */
  void take(RouteTexts found) {
    RouteTexts from;
    synchronized (this) {
      if (found.equals(decided) || clock.instant().isBefore(notBefore)) {
        return;
      }
      from = running;
    }
    List<FileChange> changes = from.changesTo(found);
    String author = author(changes);
    try {
      if (!changes.isEmpty()) {
        tryAndSwap(from, found, changes, author);
      }
      synchronized (this) {
        refusal = null;
        decided = found;
      }
    } catch (RefusedRoutesException refused) {
      refuse(refused.isForNow() ? null : found, changes, author, refused.getMessage(), false);
    } catch (StoreUnavailableException storeDown) {
      refuse(null, changes, author, "the trail can't be written: the store is down", false);
    } catch (RuntimeException failed) {
      log.error("unexpected", failed);
      refuse(found, changes, author, Swap.words(failed), failed instanceof IllegalStateException);
    }
  }

  private void tryAndSwap(RouteTexts from, RouteTexts to, List<FileChange> changes, String author) {
    RouteFiles before = files.read(from);
    RouteFiles after = files.read(to);
    SwapPlan plan = SwapPlan.of(before, after);
    trial.pass(to, after, plan);
    synchronized (swapping) {
      if (!state().running().equals(from)) {
        throw new RefusedRoutesException.NotNow("another change was taken back meanwhile");
      }
      trail.add(author, Kind.TAKEN, paths(changes), diff(changes), null);
      carryOut(plan, to, changes, author);
      taken.push(changes);
      if (taken.size() > MOST_CHANGES) {
        taken.removeLast();
      }
    }
  }

  private void carryOut(SwapPlan plan, RouteTexts to, List<FileChange> changes, String author) {
    long begin = System.nanoTime();
    swap.carryOut(plan);
    remember(to, changes, author);
    log.info(
        "routes changed by {}: {} ({} ms)",
        author == null ? "somebody" : author,
        String.join(", ", paths(changes)),
        (System.nanoTime() - begin) / 1_000_000);
  }

  private synchronized void remember(RouteTexts to, List<FileChange> changes, String author) {
    running = to;
    var now = new Loaded(clock.instant(), author);
    for (FileChange change : changes) {
      if (change.after() == null) {
        loaded.remove(change.path());
      } else {
        loaded.put(change.path(), now);
      }
    }
  }

  /**
   * @param found null if it is to be tried again later
   */
  private void refuse(
      RouteTexts found, List<FileChange> changes, String author, String reason, boolean isDown) {
    synchronized (this) {
      decided = found == null ? decided : found;
      notBefore = found == null ? clock.instant().plus(again) : Instant.MIN;
      refusal = new Refusal(clock.instant(), reason, paths(changes), isDown);
    }
    log.warn(
        "changed routes are not taken in, the old ones run: {}: {}",
        String.join(", ", paths(changes)),
        reason);
    tell(author, Kind.REFUSED, changes, reason);
  }

  /**
   * Takes the last change back, here and on disk, without trying it: it ran before.
   *
   * @return the files
   * @throws RefusedRoutesException if there is none, or no quiet moment
   */
  List<String> takeBack(String user) throws IOException {
    synchronized (swapping) {
      if (taken.isEmpty()) {
        throw new RefusedRoutesException("nothing has been changed since the start");
      }
      List<FileChange> back = taken.peek().stream().map(FileChange::reversed).toList();
      RouteTexts from = state().running();
      RouteTexts to = from.with(back);
      carryOut(SwapPlan.of(files.read(from), files.read(to)), to, back, user);
      taken.pop();
      writeBack(back);
      decide(RouteTexts.read(folder));
      tell(user, Kind.TAKEN_BACK, back, null);
      return paths(back);
    }
  }

  private synchronized void decide(RouteTexts onDisk) {
    decided = onDisk;
    if (onDisk.equals(running)) {
      refusal = null;
    }
  }

  private void tell(String author, Kind kind, List<FileChange> changes, String reason) {
    try {
      trail.add(author, kind, paths(changes), diff(changes), reason);
    } catch (RuntimeException storeDown) {
      log.warn("not in the trail: {}", storeDown.getMessage());
    }
  }

  /** A file that has been edited once more since is left to its author. */
  private void writeBack(List<FileChange> changes) throws IOException {
    for (FileChange change : changes) {
      Path file = folder.resolve(change.path());
      String onDisk = Files.exists(file) ? Files.readString(file) : null;
      if (Objects.equals(onDisk, change.before())) {
        if (change.after() == null) {
          Files.delete(file);
        } else {
          RouteTexts.write(folder, Map.of(change.path(), change.after()));
        }
      }
    }
  }

  private String author(List<FileChange> changes) {
    return changes.stream()
        .filter(change -> change.after() != null)
        .map(change -> owner(folder.resolve(change.path())))
        .filter(owner -> owner != null)
        .findFirst()
        .orElse(null);
  }

  private static String owner(Path file) {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException | UnsupportedOperationException unknown) {
      return null;
    }
  }

  private static List<String> paths(List<FileChange> changes) {
    return changes.stream().map(FileChange::path).toList();
  }

  private static String diff(List<FileChange> changes) {
    return changes.stream().map(FileChange::diff).collect(Collectors.joining());
  }
}
