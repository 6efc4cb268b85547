package io.callbridge.bandwidth;

import io.callbridge.collect.CollectFailedException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * The way through all calls that started in a range: its pages, and halves of it where a list is
 * cut off at its 10,000 rows (contracts/bandwidth.md, section 3.4). Not safe for several threads.
 */
public final class BandwidthList {

  private static final int MOST_ROWS = 10_000;
  private static final int PAGE_SIZE = 1_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private record Range(Instant from, Instant to) {}

  private final String listUrl;
  private final Range whole;
  private final Deque<Range> ranges = new ArrayDeque<>();
  private Range range;
  private BandwidthPages pages;
  private int rows;

  /**
   * @param listUrl of the account's calls, without a query
   * @param from earliest start, inclusive
   * @param to latest start, inclusive
   */
  BandwidthList(String listUrl, Instant from, Instant to) {
    this.listUrl = listUrl;
    this.whole = new Range(from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS));
    begin(whole);
  }

  private void begin(Range next) {
    range = next;
    rows = 0;
    pages =
        new BandwidthPages(
            URI.create(
                "%s?minStartTime=%s&maxStartTime=%s&pageSize=%d"
                    .formatted(listUrl, next.from(), next.to(), PAGE_SIZE)));
  }

  /** Whether there is a page to ask for. */
  public boolean isMore() {
    return pages != null;
  }

  /** The address of that page, without its query. */
  public String getUrl() {
    String address = pages.current().toString();
    int query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }

  /** The query of that page, encoded; empty if it has none. */
  public String getQuery() {
    String query = pages.current().getRawQuery();
    return query == null ? "" : query;
  }

  /**
   * Takes note of a page.
   *
   * @param linkHeaders all headers {@code Link} of the answer
   * @throws CollectFailedException if the way can't be followed to its end
   */
  void took(int rowsOfPage, Collection<String> linkHeaders) {
    rows += rowsOfPage;
    try {
      if (pages.next(linkHeaders).isPresent()) {
        return;
      }
    } catch (BandwidthPages.WrongLinkException wrong) {
      throw new CollectFailedException(wrong.getMessage(), null);
    }
    if (rows >= MOST_ROWS) {
      split();
    }
    Range next = ranges.poll();
    if (next == null) {
      pages = null;
    } else {
      begin(next);
    }
  }

  private void split() {
    Duration half = Duration.between(range.from(), range.to()).dividedBy(2);
    if (half.compareTo(SHORTEST) < 0) {
      throw new CollectFailedException(
          "more than 10,000 calls started within a second, which the list can't show", null);
    }
    Instant middle = range.from().plus(half);
    ranges.push(new Range(middle, range.to()));
    ranges.push(new Range(range.from(), middle));
  }

  /** How much of the whole lies behind, 0 to 1: by time, as the number of rows isn't known. */
  double partDone() {
    if (pages == null) {
      return 1;
    }
    double all = Math.max(1, Duration.between(whole.from(), whole.to()).toMillis());
    return Duration.between(whole.from(), range.from()).toMillis() / all;
  }
}
