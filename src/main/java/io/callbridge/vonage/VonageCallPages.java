package io.callbridge.vonage;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the pages of live calls by their links, as there is no documented page number. It ends,
 * no matter what the links say (contracts/vonage.md, section 3.1). Not safe for several threads.
 */
final class VonageCallPages {

  static final int MOST_PAGES = 1000;

  private final String baseUrl;
  private final Set<String> visited = new HashSet<>();

  /**
   * @param baseUrl of the service, without a slash at the end
   * @param firstPath the path and query of the first page, with a slash in front
   */
  VonageCallPages(String baseUrl, String firstPath) {
    this.baseUrl = baseUrl;
    visited.add(firstPath);
  }

  /**
   * The path and query of the page after this one, with a slash in front.
   *
   * @return empty if there is none, the page has no calls, its link was read already or leads to
   *     another host, or there were a thousand pages
   */
  Optional<String> after(VonageCallPage page) {
    return after(page.nextPageUri(), page.calls().isEmpty());
  }

  /**
   * The same for a page of anything.
   *
   * @param link to the next page; null for none
   */
  Optional<String> after(String link, boolean isEmpty) {
    String next = link == null ? "" : link.strip();
    if (next.startsWith(baseUrl + "/")) {
      next = next.substring(baseUrl.length());
    }
    boolean relative = next.startsWith("/") && !next.startsWith("//");
    boolean more = relative && !isEmpty && visited.size() < MOST_PAGES;
    return more && visited.add(next) ? Optional.of(next) : Optional.empty();
  }
}
