package io.callbridge.ops;

import io.callbridge.store.QuarantinedRequests;
import io.callbridge.store.QuarantinedRequests.Kept;
import io.callbridge.store.QuarantinedRequests.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Answers {@code GET /api/quarantine}: what was received and could not be read. */
@Component
public class QuarantineQueries {

  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 500;
  private static final int MOST_REASONS = 50;

  /** What requests are looked for by. */
  static final Set<String> FILTERS = Set.of("reason", "path", "from", "to");

  private static final Set<String> PARAMETERS =
      new TreeSet<>(Set.of("reason", "path", "from", "to", "page", "size"));

  private final QuarantinedRequests requests;

  QuarantineQueries(QuarantinedRequests requests) {
    this.requests = requests;
  }

  /**
   * A part of a list.
   *
   * @param reasons of all that fit, the most frequent first
   */
  public record Page(
      List<QuarantineView> items, int page, int size, long total, List<Reason> reasons) {}

  /**
   * @param rawQuery of the request, still percent-encoded; may be null
   * @throws BadQueryException if a parameter is unknown or has an impossible value
   */
  public Page find(String rawQuery) {
    var parameters = Query.parse(rawQuery, PARAMETERS);
    QuarantinedRequests.Query query = toQuery(parameters);
    int page = parameters.number("page", 0, 0, 1_000_000);
    int size = parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    return new Page(
        requests.find(query, page, size).stream().map(QuarantineView::inList).toList(),
        page,
        size,
        requests.count(query),
        requests.reasons(query, MOST_REASONS));
  }

  /**
   * @throws NotFoundException if there is none of that id
   */
  public QuarantineView get(String id) {
    return QuarantineView.of(kept(id));
  }

  Kept kept(String id) {
    try {
      return requests.find(Long.parseLong(id)).orElseThrow(QuarantineQueries::notThere);
    } catch (NumberFormatException noNumber) {
      throw notThere();
    }
  }

  private static NotFoundException notThere() {
    return new NotFoundException("There is no such request in quarantine.");
  }

  /**
   * @param parameters at least {@link #FILTERS}
   */
  static QuarantinedRequests.Query toQuery(Query parameters) {
    return new QuarantinedRequests.Query(
        parameters.value("reason"),
        parameters.value("path"),
        parameters.moment("from"),
        parameters.moment("to"));
  }
}
