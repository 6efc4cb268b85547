package io.callbridge.bandwidth;

import io.callbridge.call.Credential;
import io.callbridge.call.Credentials;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccount.Defaults;
import io.callbridge.call.ProviderAccount.Handling;
import io.callbridge.call.ProviderSettings;
import io.callbridge.call.SharedSecret;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.CollectSettings;
import io.callbridge.collect.CollectStart;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.bandwidth}; every key is explained in {@code
 * config/README.md}.
 */
@Validated
@ConfigurationProperties("callbridge.bandwidth")
record BandwidthSettings(@DefaultValue @Valid Map<String, Account> accounts)
    implements ProviderSettings, CollectSettings, Credentials {

  static final String PROVIDER = "bandwidth";

  /** After which an ended call is surely listed. */
  private static final Duration LISTED_LATE = Duration.ofMinutes(15);

  /** What an ended call waits for before it is posted. */
  enum PostAfter {
    SETTLE,
    CDR
  }

  /**
   * One account; its name is Bandwidth's account id.
   *
   * @param url of the Voice API, without a slash at the end; null: nothing is collected
   * @param username of the Voice API
   * @param password of the Voice API
   * @param webhookUsername what Bandwidth sends with its events; blank, as the password: anybody
   *     may send
   * @param webhookPassword see there
   * @param previousWebhookUsername good, too, while Bandwidth's side is being changed; blank: the
   *     same as now
   * @param previousWebhookPassword see there
   * @param applicationId of the calls that Callbridge places itself; null: it places none
   * @param webhookUrl this bridge as Bandwidth reaches it, such as {@code https://bridge.example},
   *     for the same calls
   * @param collectEvery time between two collections
   * @param collectFrom how far back the first collection goes, a duration such as {@code 24h} or an
   *     instant; null: to the first start
   * @param longestCall how long before its end a call may have started and still be collected
   * @param recorder the recorder's account; null: none
   * @param users agents' numbers by their user ids or extensions
   * @param tagForm where a tag names the agent of an outbound call; null: nowhere
   * @param recordingUrl where CRM users listen to recordings; null: nowhere, and no log has a link
   * @param requireAgentLeg an inbound call counts as answered only if somebody answered a transfer
   * @param bxml the answer to synchronous events, by event type
   */
  record Account(
      @NotBlank String crm,
      @Pattern(
              regexp = "https?://[^/].*[^/]",
              message = "must be http(s)://host without a slash at the end")
          String url,
      @DefaultValue("") String username,
      @DefaultValue("") String password,
      @DefaultValue("") String webhookUsername,
      @DefaultValue("") String webhookPassword,
      @DefaultValue("") String previousWebhookUsername,
      @DefaultValue("") String previousWebhookPassword,
      String applicationId,
      @Pattern(
              regexp = "https?://[^/].*[^/]",
              message = "must be http(s)://host without a slash at the end")
          String webhookUrl,
      @DefaultValue("5m") @NotNull Duration collectEvery,
      CollectStart collectFrom,
      @DefaultValue("4h") @NotNull Duration longestCall,
      String recorder,
      @DefaultValue("1") String countryCode,
      @DefaultValue("10") int nationalDigits,
      String agentNumber,
      String displayNumber,
      @DefaultValue Map<String, String> users,
      TagForm tagForm,
      RecordingUrl recordingUrl,
      boolean requireAgentLeg,
      @DefaultValue("SETTLE") @NotNull PostAfter postAfter,
      @DefaultValue Map<String, String> bxml,
      String callerSource,
      String tag) {

    Account {
      if (url != null && (username.isBlank() || password.isBlank())) {
        throw new IllegalArgumentException("url needs username and password");
      }
      bxml.forEach(BandwidthBxml::check);
    }

    /** As {@code username:password}. */
    SharedSecret webhookCredentials() {
      String previousName =
          previousWebhookUsername.isEmpty() ? webhookUsername : previousWebhookUsername;
      return new SharedSecret(
          pair(webhookUsername, webhookPassword),
          previousWebhookPassword.isEmpty() ? "" : pair(previousName, previousWebhookPassword));
    }

    private static String pair(String name, String word) {
      return name.isEmpty() && word.isEmpty() ? "" : name + ":" + word;
    }

    /** Whether Callbridge can place calls by itself. */
    boolean canDial() {
      return url != null && applicationId != null && webhookUrl != null;
    }

    NumberPlan plan() {
      return new NumberPlan(countryCode, nationalDigits);
    }

    /** Keeps the passwords out of logs, and what a BXML answer may hold. */
    @Override
    public String toString() {
      return "Account[crm=" + crm + ", url=" + url + "]";
    }
  }

  @Override
  public List<Credential> credentials() {
    return accounts.entrySet().stream()
        .flatMap(each -> credentials(each.getKey(), each.getValue()))
        .toList();
  }

  private static Stream<Credential> credentials(String name, Account account) {
    return Stream.of(
        Credential.of(
            PROVIDER,
            name,
            "Webhooks: user and password",
            account.webhookPassword(),
            "anybody may report"),
        Credential.of(
            PROVIDER,
            name,
            "Voice API: user and password",
            account.url() == null ? null : account.password(),
            "nothing is collected, and no call is placed"));
  }

  @Override
  public List<ProviderAccount> providerAccounts() {
    return accounts.entrySet().stream()
        .map(entry -> toProviderAccount(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Calls are listed by their start, so each collection looks back as far as a call may last, and a
   * quarter of an hour more (contracts/bandwidth.md, section 3.4).
   */
  @Override
  public List<CollectPlan> collectPlans() {
    return accounts.entrySet().stream()
        .filter(entry -> entry.getValue().url() != null)
        .map(
            entry ->
                new CollectPlan(
                    PROVIDER,
                    entry.getKey(),
                    entry.getValue().collectEvery(),
                    entry.getValue().collectFrom(),
                    entry.getValue().longestCall().plus(LISTED_LATE),
                    LISTED_LATE,
                    entry.getValue().postAfter() == PostAfter.CDR))
        .toList();
  }

  private static ProviderAccount toProviderAccount(String name, Account account) {
    return new ProviderAccount(
        PROVIDER,
        name,
        account.crm(),
        account.plan(),
        new Defaults(
            null,
            account.plan().normalise(account.agentNumber()),
            account.plan().normalise(account.displayNumber()),
            account.callerSource(),
            account.tag()),
        new Handling(
            account.recorder(),
            account.requireAgentLeg(),
            account.postAfter() == PostAfter.CDR,
            false,
            account.users()));
  }
}
