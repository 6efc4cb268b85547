package io.callbridge.vonage;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One page of the Reports API (contracts/vonage.md, section 6). Anything may be null.
 *
 * @param totalPages also {@code total_page}
 */
@JsonNaming(SnakeCaseStrategy.class)
record VonageReport(
    String page,
    @JsonAlias("total_page") String totalPages,
    String totalItems,
    @JsonProperty("_links") Links links,
    @JsonProperty("_embedded") Embedded embedded) {

  private static final Pattern PAGE_ZERO = Pattern.compile("[?&]page=0(&|$)");

  record Links(Link first, Link prev, Link next) {}

  record Link(String href) {

    boolean leadsSomewhere() {
      return href != null && !href.isBlank();
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Embedded(List<VonageReportRow> callLogs) {}

  /** The calls of this page; never null. */
  public List<VonageReportRow> rows() {
    return embedded == null || embedded.callLogs() == null
        ? List.of()
        : embedded.callLogs().stream().filter(Objects::nonNull).toList();
  }

  /** Whether this is a page of a report at all; an empty one may leave out its list. */
  boolean isReport() {
    return embedded != null || page != null || totalPages != null || totalItems != null;
  }

  /** Whether the page says at all where other pages are. */
  boolean hasLinks() {
    return links != null;
  }

  boolean hasNext() {
    return links != null && links.next() != null && links.next().leadsSomewhere();
  }

  /** Whether the link to the first page says that its number is 0. */
  boolean isFirstPageZero() {
    return links != null
        && links.first() != null
        && links.first().leadsSomewhere()
        && PAGE_ZERO.matcher(links.first().href()).find();
  }

  boolean hasPrevious() {
    return links != null && links.prev() != null && links.prev().leadsSomewhere();
  }
}
