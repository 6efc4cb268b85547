package io.callbridge.vonage;

import io.callbridge.call.Timestamps;
import io.callbridge.vonage.VonageSettings.Account;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/**
 * The query for the calls that ended in a window (contracts/vonage.md, section 6). The API wants a
 * window of starts; a long call started well before the window in which it ended, so that one
 * begins earlier.
 */
@Component
class VonageReportQuery {

  private static final int PAGE_SIZE = 100;

  private final VonageAccounts accounts;

  VonageReportQuery(VonageAccounts accounts) {
    this.accounts = accounts;
  }

  /** The pages of one window, before the first. */
  public VonageReportPages pages() {
    return new VonageReportPages();
  }

  /**
   * @param from the earliest end, inclusive
   * @param to the latest end, inclusive
   * @param page as {@link VonageReportPages} says
   * @return encoded for a URL; the colons belong to the names
   */
  public String write(String accountName, Instant from, Instant to, int page) {
    Account account = accounts.find(accountName);
    ZoneId zone = account.reportZone();
    return "start:gte=%s&start:lte=%s&end:gte=%s&end:lte=%s&page_size=%d&page=%d"
        .formatted(
            time(from.minus(account.longestCall()), zone),
            time(to, zone),
            time(from, zone),
            time(to, zone),
            PAGE_SIZE,
            page);
  }

  /**
   * @param report null where the body was the JSON text {@code null}: nothing is known of its calls
   * @throws VonageUnavailableException if there is no report
   */
  public void takeNote(VonageReportPages pages, VonageReport report) {
    if (report == null) {
      throw new VonageUnavailableException("Vonage's report is null");
    }
    pages.read(report);
  }

  private static String time(Instant time, ZoneId zone) {
    return Timestamps.write(time, zone).replace(" ", "%20");
  }
}
