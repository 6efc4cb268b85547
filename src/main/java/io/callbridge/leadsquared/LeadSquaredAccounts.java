package io.callbridge.leadsquared;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Where a CRM account is and how it knows us, for the routes. */
@Component
class LeadSquaredAccounts {

  private final LeadSquaredSettings settings;

  LeadSquaredAccounts(LeadSquaredSettings settings) {
    this.settings = settings;
  }

  public LeadSquaredSettings.Account find(String name) {
    LeadSquaredSettings.Account account = settings.accounts().get(name);
    if (account == null) {
      throw new IllegalStateException("CRM account %s is not configured".formatted(name));
    }
    return account;
  }

  /** After which a request without an answer is given up. */
  public long responseTimeoutMillis() {
    return settings.responseTimeout().toMillis();
  }

  /** A value for a query, percent-encoded. */
  public String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
