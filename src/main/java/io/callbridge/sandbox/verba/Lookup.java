package io.callbridge.sandbox.verba;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds the one call that a request means (sections 4 and 5). */
final class Lookup {

  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Recordings recordings;
  private final Duration nextWait;
  private final Consumer<Duration> pause;
  private final Clock clock;

  /**
   * @param pause blocks the thread of a request that waits for the next call
   */
  Lookup(Recordings recordings, Duration nextWait, Consumer<Duration> pause, Clock clock) {
    this.recordings = recordings;
    this.nextWait = nextWait;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * @throws ErrorAnswer if there is none, or more than one
   */
  Recording find(Parameters request) {
    if (request.has("callID")) {
      return only(known(each -> each.id().equals(request.get("callID"))));
    }
    if (request.has("platformCallID")) {
      String id = request.get("platformCallID");
      return only(primary(known(each -> id.equals(each.platformCallId()))));
    }
    if (request.has("nativeID")) {
      return only(known(each -> each.nativeId().equals(request.get("nativeID"))));
    }
    String number = request.need("extension");
    Predicate<Recording> party = each -> each.hasParty(number);
    for (String status : request.get("status").split(",")) {
      List<Recording> found = byStatus(status.strip(), party);
      if (!found.isEmpty()) {
        return only(primary(found));
      }
    }
    throw ErrorAnswer.notFound();
  }

  private List<Recording> byStatus(String status, Predicate<Recording> party) {
    return switch (status) {
      case "ongoing" -> recordings.ongoing(party);
      case "next" -> next(party);
      case "last" -> last(primary(recordings.finished(party)));
      case "" -> known(party);
      default -> throw ErrorAnswer.badRequest("there is no status " + status);
    };
  }

  private List<Recording> next(Predicate<Recording> party) {
    Instant asked = clock.instant();
    while (!clock.instant().isAfter(asked.plus(nextWait))) {
      List<Recording> begun = recordings.ongoing(party.and(each -> !each.start().isBefore(asked)));
      if (!begun.isEmpty()) {
        return begun;
      }
      pause.accept(GLANCE);
    }
    return List.of();
  }

  private static List<Recording> last(List<Recording> finished) {
    Instant end = finished.stream().map(Recording::end).max(Instant::compareTo).orElse(null);
    return finished.stream().filter(each -> each.end().equals(end)).toList();
  }

  private List<Recording> known(Predicate<Recording> wanted) {
    List<Recording> finished = recordings.finished(wanted);
    return finished.isEmpty() ? recordings.ongoing(wanted) : finished;
  }

  private static List<Recording> primary(List<Recording> found) {
    List<Recording> primary = found.stream().filter(each -> !each.secondary()).toList();
    return primary.isEmpty() ? found : primary;
  }

  private static Recording only(List<Recording> found) {
    if (found.isEmpty()) {
      throw ErrorAnswer.notFound();
    }
    if (found.size() > 1) {
      throw ErrorAnswer.several();
    }
    return found.get(0);
  }
}
