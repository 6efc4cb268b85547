package io.callbridge.vonage;

/**
 * Which pages of a report to ask for, one after the other (contracts/vonage.md, section 6).
 *
 * <p>Whether the first page is 1 or 0 is not certain: 1 is asked for, and the answers tell. It
 * always ends: at the last page, at an empty one, or after a thousand. Not safe for several
 * threads.
 */
final class VonageReportPages {

  static final int MOST_PAGES = 1000;

  private int asked = 1;
  private int first = 1;
  private int answers;
  private int pages = 1;
  private boolean done;

  /** The number of the page to ask for now. */
  public int getPage() {
    return asked;
  }

  /** Whether there is another page to ask for. */
  public boolean isMore() {
    return !done;
  }

  /** How much of the report has been read, 0 to 1, by its own count of pages. */
  public double getPart() {
    return done ? 1 : Math.min(0.99, (double) answers / Math.max(1, pages));
  }

  /** Takes note of the answer to the page that was asked for. */
  public void read(VonageReport report) {
    answers++;
    pages = number(report.totalPages(), 1);
    int label = number(report.page(), asked);
    if (answers == 1 && label == 0) {
      // What came is page 0, so page 1 is still to be asked for.
      first = 0;
      done = isLast(report, label);
    } else if (answers == 1 && isBehindTheFirst(report)) {
      first = 0;
      asked = 0;
    } else {
      done = isLast(report, label) || answers >= MOST_PAGES;
      asked++;
    }
  }

  /** Whether the answer to page 1 shows that there is a page 0, and what came is the second. */
  private static boolean isBehindTheFirst(VonageReport report) {
    return report.hasPrevious()
        || report.isFirstPageZero()
        || report.rows().isEmpty() && number(report.totalItems(), 0) > 0;
  }

  private boolean isLast(VonageReport report, int page) {
    int known = number(report.totalPages(), Integer.MAX_VALUE);
    boolean noLink = report.hasLinks() ? !report.hasNext() : known == Integer.MAX_VALUE;
    return report.rows().isEmpty() || noLink || page >= known - 1 + first;
  }

  private static int number(String text, int otherwise) {
    try {
      return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.strip());
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
