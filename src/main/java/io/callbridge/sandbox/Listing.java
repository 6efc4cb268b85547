package io.callbridge.sandbox;

import java.util.List;

/**
 * One page of a list, in the form that all lists of Callbridge have.
 *
 * @param items the entries of this page, oldest first
 * @param page from 0
 * @param size most entries on a page
 * @param total entries on all pages
 */
public record Listing<T>(List<T> items, int page, int size, int total) {

  /**
   * Cuts one page out of a list.
   *
   * @param page from 0; a page behind the end is empty
   * @param size at least 1
   */
  public static <T> Listing<T> of(List<T> all, int page, int size) {
    if (page < 0 || size < 1) {
      throw new IllegalArgumentException("no page %d of size %d".formatted(page, size));
    }
    int from = (int) Math.min((long) page * size, all.size());
    int to = (int) Math.min((long) from + size, all.size());
    return new Listing<>(List.copyOf(all.subList(from, to)), page, size, all.size());
  }
}
