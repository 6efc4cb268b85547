package io.callbridge.declared;

import io.callbridge.call.NumberPlan;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccount.Defaults;
import io.callbridge.call.ProviderAccount.Handling;
import io.callbridge.call.SharedSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One account of a declared provider.
 *
 * @param secret what the sender shows, or the key of its signatures; blank if there is none
 * @param username of Basic credentials
 * @param password of Basic credentials
 * @param previousSecret good, too, while the provider's side is being changed; so are the other two
 * @param previousUsername blank: the same as now
 * @param webhookUrl this bridge as the provider reaches it, without a path; null if nothing needs
 *     it
 * @param users agents' numbers by what the provider calls them
 */
record Account(
    String crm,
    @DefaultValue("") String secret,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("") String previousSecret,
    @DefaultValue("") String previousUsername,
    @DefaultValue("") String previousPassword,
    String webhookUrl,
    @DefaultValue("1") String countryCode,
    @DefaultValue("10") int nationalDigits,
    String agentNumber,
    String displayNumber,
    @DefaultValue Map<String, String> users,
    boolean requireAgentLeg,
    String recorder,
    String callerSource,
    String tag) {

  SharedSecret secrets() {
    return new SharedSecret(secret, previousSecret);
  }

  /** As {@code username:password}. */
  SharedSecret basic() {
    String previousName = previousUsername.isEmpty() ? username : previousUsername;
    return new SharedSecret(
        username + ":" + password,
        previousPassword.isEmpty() ? "" : previousName + ":" + previousPassword);
  }

  NumberPlan plan() {
    return new NumberPlan(countryCode, nationalDigits);
  }

  List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (crm == null || crm.isBlank()) {
      mistakes.add("needs 'crm', the CRM account of its calls");
    }
    if (webhookUrl != null && !webhookUrl.matches("https?://[^/?#\\s]+")) {
      mistakes.add("has a 'webhook-url' that is not like https://bridge.example");
    }
    try {
      plan();
    } catch (IllegalArgumentException wrong) {
      mistakes.add(
          "has a 'country-code' or 'national-digits' that can't be: " + wrong.getMessage());
    }
    return mistakes;
  }

  ProviderAccount toProviderAccount(String provider, String name, Provider declared) {
    return new ProviderAccount(
        provider,
        name,
        crm,
        plan(),
        new Defaults(
            declared.direction().otherwise(),
            plan().normalise(agentNumber),
            plan().normalise(displayNumber),
            callerSource,
            tag),
        new Handling(recorder, requireAgentLeg, false, false, users));
  }

  /** Keeps the secrets out of logs. */
  @Override
  public String toString() {
    return "Account[crm=" + crm + "]";
  }
}
