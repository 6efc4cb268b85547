package io.callbridge.leadsquared;

import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.leadsquared.LeadSquaredSettings.Account;
import io.callbridge.leadsquared.LeadSquaredSettings.StatusStyle;
import java.util.Locale;

/** The CRM's word for an outcome (contracts/mapping.md, section 7.2). */
final class LeadSquaredStatusWords {

  private LeadSquaredStatusWords() {}

  static String word(Account account, Outcome outcome, Direction direction) {
    boolean inbound = direction == Direction.INBOUND;
    String key = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String own = account.statusWords().get(key + (inbound ? "-inbound" : "-outbound"));
    if (own == null) {
      own = account.statusWords().get(key);
    }
    if (own != null) {
      return own;
    }
    return account.statusStyle() == StatusStyle.SIMPLE
        ? simple(outcome, inbound)
        : detailed(outcome, inbound);
  }

  private static String simple(Outcome outcome, boolean inbound) {
    if (outcome == Outcome.ANSWERED) {
      return "Answered";
    }
    return inbound ? "Missed" : "NotAnswered";
  }

  private static String detailed(Outcome outcome, boolean inbound) {
    return switch (outcome) {
      case ANSWERED -> "Answered";
      case NO_ANSWER -> inbound ? "Missed" : "No Answer";
      case BUSY -> "Busy";
      case REJECTED -> "Declined";
      case CANCELLED -> "Cancelled";
      case FAILED -> "NotAnswered";
      case VOICEMAIL -> inbound ? "Missed" : "NotAnswered";
      case UNKNOWN ->
          throw new IllegalArgumentException("a call without an outcome is never posted");
    };
  }
}
