package io.callbridge.leadsquared;

import io.callbridge.call.Call;
import io.callbridge.call.Direction;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.PhoneNumber;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.Timestamps;
import io.callbridge.leadsquared.LeadSquaredSettings.Account;
import io.callbridge.leadsquared.LeadSquaredSettings.DurationType;
import io.callbridge.leadsquared.LeadSquaredSettings.StartFrom;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An ended call as the body of a LeadSquared call log (contracts/mapping.md, section 2). */
@Component
class LeadSquaredTranslator {

  private static final int LONGEST_SESSION_ID = 100;
  private static final int LONGEST_CALLER_SOURCE = 50;
  private static final int LONGEST_URL = 2000;

  private final LeadSquaredAccounts accounts;
  private final ProviderAccounts providers;

  LeadSquaredTranslator(LeadSquaredAccounts accounts, ProviderAccounts providers) {
    this.accounts = accounts;
    this.providers = providers;
  }

  /**
   * @param call ended and with its provider account's defaults: a direction, both numbers
   * @param crm the CRM account's name
   * @return the fields in the order of the documented sample; what is not known is left out
   */
  public Map<String, Object> toCallLog(Call call, String crm) {
    Account account = accounts.find(crm);
    ProviderAccount provider =
        providers
            .find(call.key().provider(), call.key().account())
            .orElseThrow(
                () -> new IllegalStateException("the account of " + call.key() + " is gone"));
    boolean inbound = call.direction() == Direction.INBOUND;
    String lead = number(call.leadNumber(), account, provider.plan());
    String agent = number(call.agentNumber(), account, provider.plan());
    Instant start = account.startFrom() == StartFrom.CREATED ? call.created() : call.start();
    String startTime = Timestamps.write(start, account.zone());
    String endTime = Timestamps.write(call.end(), account.zone());

    var fields = new Fields(account);
    fields.put("SourceNumber", inbound ? lead : agent);
    fields.put("DestinationNumber", inbound ? agent : lead);
    fields.put("DisplayNumber", number(call.displayNumber(), account, provider.plan()));
    fields.put("StartTime", startTime);
    fields.put("EndTime", later(startTime, endTime));
    fields.put("CallSessionId", sessionId(call.key().callId()));
    fields.put(
        "CallDuration",
        account.callDuration() == DurationType.TEXT
            ? String.valueOf(call.durationSeconds())
            : (Object) call.durationSeconds());
    fields.put("Status", LeadSquaredStatusWords.word(account, call.outcome(), call.direction()));
    fields.put("ResourceURL", address(call.recordingUrl()));
    fields.put("Direction", inbound ? "Inbound" : "Outbound");
    fields.put("CallerSource", shortened(provider.defaults().callerSource()));
    fields.put("Tag", provider.defaults().tag());
    return fields.byName;
  }

  /**
   * What has become known since the post (contracts/leadsquared.md, section 7.2).
   *
   * @param posted the call as it was posted
   * @param call the same call as it is now
   */
  public Map<String, Object> toActivityUpdate(String activityId, Call posted, Call call) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ActivityId", activityId);
    String recording = address(call.recordingUrl());
    if (recording != null && !recording.equals(posted.recordingUrl())) {
      body.put("RecordingURL", recording);
    }
    if (call.durationSeconds() != posted.durationSeconds()) {
      body.put("CallDuration", String.valueOf(call.durationSeconds()));
    }
    return body;
  }

  private static String number(String text, Account account, NumberPlan plan) {
    return text == null ? null : account.numberStyle().write(new PhoneNumber(text), plan);
  }

  /** As they are written, for local times can go back where their moments don't. */
  private static String later(String start, String end) {
    return end.compareTo(start) < 0 ? start : end;
  }

  /** A recording's address, if the CRM's field can hold it. */
  private static String address(String url) {
    return url == null || url.length() > LONGEST_URL ? null : url;
  }

  private static String sessionId(String callId) {
    if (callId.length() <= LONGEST_SESSION_ID) {
      return callId;
    }
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(callId.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** At most 50 characters, never half of one. */
  private static String shortened(String text) {
    if (text == null || text.length() <= LONGEST_CALLER_SOURCE) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_CALLER_SOURCE - 1));
    return text.substring(0, splits ? LONGEST_CALLER_SOURCE - 1 : LONGEST_CALLER_SOURCE);
  }

  /** The body under construction: without empty values, by the names the account wants. */
  private record Fields(Account account, Map<String, Object> byName) {

    Fields(Account account) {
      this(account, new LinkedHashMap<>());
    }

    void put(String name, Object value) {
      if (value != null && !value.equals("")) {
        byName.put(account.fieldNames().getOrDefault(name, name), value);
      }
    }
  }
}
