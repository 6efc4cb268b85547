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

  /**
   * @param from the earliest end, inclusive
   * @param to the latest end, inclusive
   * @param page as {@link VonageReportPages} says
   * @return encoded for a URL; the colons belong to the names
   */
  public String write(String accountName, Instant from, Instant to, int page) {
    Account account = accounts.find(accountName);
    ZoneId zone = account.reportZone();
    Instant last = to.isBefore(from) ? from : to;
    return "start:gte=%s&start:lte=%s&end:gte=%s&end:lte=%s&page_size=%d&page=%d"
        .formatted(
            time(from.minus(account.longestCall()), zone),
            time(last, zone),
            time(from, zone),
            time(last, zone),
            PAGE_SIZE,
            page);
  }

  private static String time(Instant time, ZoneId zone) {
    return Timestamps.write(time, zone).replace(" ", "%20");
  }
}
