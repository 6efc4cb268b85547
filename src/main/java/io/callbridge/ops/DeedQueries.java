package io.callbridge.ops;

import io.callbridge.store.Deeds;
import io.callbridge.store.Deeds.Deed;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Answers {@code GET /api/deeds}: what users did by hand, newest first. */
@Component
public class DeedQueries {

  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 500;

  private final Deeds deeds;

  DeedQueries(Deeds deeds) {
    this.deeds = deeds;
  }

  /** A part of a list. */
  public record Page(List<Deed> items, int page, int size, long total) {}

  /**
   * @param rawQuery of the request, still percent-encoded; may be null
   * @throws BadQueryException if a parameter is unknown or has an impossible value
   */
  public Page find(String rawQuery) {
    var parameters = Query.parse(rawQuery, new TreeSet<>(List.of("page", "size")));
    int page = parameters.number("page", 0, 0, 1_000_000);
    int size = parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    return new Page(deeds.find(page, size), page, size, deeds.count());
  }
}
