package io.callbridge.ops;

import io.callbridge.call.SoughtNumber;
import io.callbridge.store.Deeds;
import io.callbridge.store.Erasure;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers {@code POST /api/erase}: whose number it is may be kept no longer. */
@Component
class EraseRequests {

  private static final Logger log = LoggerFactory.getLogger(EraseRequests.class);
  private static final Set<String> PARAMETERS = Set.of("number", "reason", "dryRun");

  private final Erasure erasure;
  private final Deeds deeds;
  private final InstantSource clock;

  EraseRequests(Erasure erasure, Deeds deeds, InstantSource clock) {
    this.erasure = erasure;
    this.deeds = deeds;
    this.clock = clock;
  }

  /**
   * What was erased.
   *
   * @param number its end alone
   * @param rows how many rows of each table
   * @param left how many calls and clicks are under way and were left
   * @param note what is to be done now; null if nothing
   */
  record Report(boolean dryRun, String number, Map<String, Integer> rows, int left, String note) {}

  /**
   * @param rawQuery {@code reason}, and {@code dryRun=true} to only count; never the number, as
   *     addresses are logged on their way
   * @param body JSON with the {@code number}, and perhaps the others
   * @throws BadQueryException if there is no such number
   */
  public Report erase(String rawQuery, String body, String user) {
    if (rawQuery != null && rawQuery.contains("number=")) {
      throw new BadQueryException(
          "The number belongs into the body, {\"number\": \"+…\"}: addresses are logged on their"
              + " way.");
    }
    Asked asked = Asked.of(rawQuery, body, PARAMETERS, user);
    String text = asked.parameters().value("number");
    SoughtNumber number =
        SoughtNumber.read(text == null ? "" : text)
            .orElseThrow(
                () ->
                    new BadQueryException(
                        "number is needed: + and a full number, or at least seven digits."));
    if (asked.flag("dryRun")) {
      return report(true, number, erasure.preview(number, clock.instant()));
    }
    String reason = asked.reason();
    Report report = report(false, number, erasure.erase(number, clock.instant()));
    log.warn("{} erased the number {}: {}", asked.user(), number, report.rows());
    deeds.add(
        asked.user(),
        "ERASE",
        "number " + number,
        reason,
        "%s, %d left".formatted(report.rows(), report.left()));
    return report;
  }

  private static Report report(boolean dryRun, SoughtNumber number, Erasure.Report done) {
    return new Report(
        dryRun,
        number.toString(),
        done.rows(),
        done.left(),
        done.left() == 0
            ? null
            : "What is under way at this moment was left: erase the number again in an hour.");
  }
}
