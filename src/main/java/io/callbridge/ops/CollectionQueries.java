package io.callbridge.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.callbridge.collect.Collection;
import io.callbridge.collect.Collections;
import io.callbridge.dispatch.Preview;
import io.callbridge.dispatch.Preview.WouldBe;
import io.callbridge.store.Deeds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers {@code POST /api/collect/…} and {@code GET /api/collect/{job}} (DESIGN, section 7). */
@Component
public class CollectionQueries {

  private final Collections collections;
  private final Preview preview;
  private final Deeds deeds;
  private final InstantSource clock;

  CollectionQueries(Collections collections, Preview preview, Deeds deeds, InstantSource clock) {
    this.collections = collections;
    this.preview = preview;
    this.deeds = deeds;
    this.clock = clock;
  }

  /**
   * A collection as the API shows it.
   *
   * @param wouldPost of a dry run: the call logs that would be posted, or why not
   */
  public record Job(
      @JsonUnwrapped Collection.Progress progress,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<WouldBe> wouldPost) {}

  /**
   * Begins a collection.
   *
   * @param rawQuery {@code from}, {@code to} (now without it) and {@code dryRun}
   * @param user who asks
   * @throws BadQueryException if a parameter has an impossible value
   * @throws NotFoundException if the account has no records to collect
   * @throws ConflictException if the account is being collected
   */
  public Job begin(String provider, String account, String rawQuery, String user) {
    var parameters = Query.parse(rawQuery, List.of("from", "to", "dryRun"));
    if (!collections.isCollected(provider, account)) {
      throw new NotFoundException("There is no account of that name whose calls can be collected.");
    }
    Instant from = parameters.moment("from");
    Instant to = parameters.moment("to") == null ? clock.instant() : parameters.moment("to");
    if (from == null || !from.isBefore(to)) {
      throw new BadQueryException("from is needed, and must be before to.");
    }
    boolean dryRun = "true".equalsIgnoreCase(parameters.value("dryRun"));
    Collection begun =
        collections
            .begin(provider, account, from, to, dryRun)
            .orElseThrow(
                () -> new ConflictException("This account is being collected; try again later."));
    if (!dryRun) {
      String range = "%s/%s from %s to %s".formatted(provider, account, from, to);
      deeds.add(user == null ? "nobody" : user, "COLLECT", range, null, null);
    }
    return toJob(begun);
  }

  /**
   * @throws NotFoundException if there is no such collection, or it is long over
   */
  public Job get(String id) {
    return collections
        .find(id)
        .map(this::toJob)
        .orElseThrow(
            () -> new NotFoundException("There is no such collection, or it is long over."));
  }

  /** Those that were asked for last. */
  public List<Job> latest(int most) {
    return collections.latest(most).stream()
        .map(each -> new Job(each.progress(clock.instant()), null))
        .toList();
  }

  private Job toJob(Collection collection) {
    return new Job(
        collection.progress(clock.instant()),
        collection.isDryRun() ? preview.of(collection.wouldBeAdded()) : null);
  }
}
