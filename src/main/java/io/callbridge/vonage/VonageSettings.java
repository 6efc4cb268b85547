package io.callbridge.vonage;

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
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.vonage}; every key is explained in {@code config/README.md}.
 *
 * @param accounts by the account id that Vonage knows, which stands in the paths of its APIs
 */
@Validated
@ConfigurationProperties("callbridge.vonage")
record VonageSettings(@DefaultValue @Valid Map<String, Account> accounts)
    implements ProviderSettings, CollectSettings, Credentials {

  static final String PROVIDER = "vonage";

  /** After which an ended call surely has its report. */
  private static final Duration REPORTED_LATE = Duration.ofMinutes(20);

  private static final String URL = "https?://.*[^/]";
  private static final String URL_HINT = "must be an http(s) address without a slash at the end";

  /**
   * @param visUrl the webhook service
   * @param username of the Vonage user whose rights are used; blank: nothing is asked of Vonage
   * @param webhookUrl this bridge as Vonage reaches it, such as {@code https://bridge.example}: the
   *     user's webhook is registered there and renewed; null: neither is done
   * @param webhookSecret the last part of the webhooks' path; blank: no webhook is taken
   * @param previousWebhookSecret good, too, until every webhook is registered anew
   * @param signingKey of the webhooks; blank: their signatures are not checked
   * @param previousSigningKey see there
   * @param collectEvery from one collection of the reports to the next
   * @param collectFrom how far back the first collection goes: a duration or an instant; null: the
   *     first start
   * @param reportZone where the times of the reports are local
   * @param longestCall how long before its end a call may have started and still be collected
   * @param recorder the Verba account that holds the recordings; may be null
   * @param users the agent's number by extension, user name or user id
   * @param recordingUrl address of a recording with {@code {id}} for the call's id and {@code
   *     {account}} for this account; null: none
   * @param postAfter {@code cdr}: a call is posted once its report is there; null: after the settle
   *     time
   */
  record Account(
      @NotBlank String crm,
      @DefaultValue("https://api.vonage.com/t/vbc.prod/telephony/v3")
          @Pattern(regexp = URL, message = URL_HINT)
          String telephonyUrl,
      @DefaultValue("https://api.vonage.com/t/vbc.prod/reports/v1")
          @Pattern(regexp = URL, message = URL_HINT)
          String reportsUrl,
      @DefaultValue("https://api.vonage.com/t/vbc.prod/vis/v1")
          @Pattern(regexp = URL, message = URL_HINT)
          String visUrl,
      @DefaultValue("https://api.vonage.com/token") @Pattern(regexp = URL, message = URL_HINT)
          String tokenUrl,
      @DefaultValue("") String clientId,
      @DefaultValue("") String clientSecret,
      @DefaultValue("") String username,
      @DefaultValue("") String password,
      @Pattern(regexp = URL, message = URL_HINT) String webhookUrl,
      @DefaultValue("") String webhookSecret,
      @DefaultValue("") String previousWebhookSecret,
      @DefaultValue("") String signingKey,
      @DefaultValue("") String previousSigningKey,
      @DefaultValue("5m") @NotNull Duration collectEvery,
      CollectStart collectFrom,
      @DefaultValue("UTC") @NotNull ZoneId reportZone,
      @DefaultValue("24h") @NotNull Duration longestCall,
      String recorder,
      String agentNumber,
      String displayNumber,
      @DefaultValue("1") String countryCode,
      @DefaultValue("10") int nationalDigits,
      @DefaultValue Map<String, String> users,
      String recordingUrl,
      @Pattern(regexp = "cdr", message = "is cdr or nothing") String postAfter,
      String callerSource,
      String tag) {

    SharedSecret webhookSecrets() {
      return new SharedSecret(webhookSecret, previousWebhookSecret);
    }

    /** Empty: signatures are not checked. */
    List<String> signingKeys() {
      return Stream.of(signingKey, previousSigningKey).filter(key -> !key.isEmpty()).toList();
    }

    NumberPlan plan() {
      return new NumberPlan(countryCode, nationalDigits);
    }

    boolean isPostedAfterCdr() {
      return postAfter != null;
    }

    /** Whether there is a login, so that Vonage's APIs can be asked. */
    public boolean hasLogin() {
      return !username.isBlank() && !password.isBlank();
    }

    /** Whether the webhook of the user who logs in is registered and renewed from here. */
    boolean hasOwnWebhook() {
      return hasLogin() && webhookUrl != null && !webhookSecret.isBlank();
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
      return "Account[crm=" + crm + ", reportsUrl=" + reportsUrl + "]";
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
            "APIs: user and password",
            account.hasLogin() ? account.password() : null,
            "nothing is collected, and no call is placed"),
        Credential.of(
            PROVIDER, name, "APIs: client secret", account.clientSecret(), "no login is possible"),
        Credential.of(
            PROVIDER, name, "Webhooks: secret", account.webhookSecret(), "no webhook is taken"),
        Credential.of(
            PROVIDER,
            name,
            "Webhooks: signing key",
            account.signingKey(),
            "signatures are not checked"));
  }

  @Override
  public List<ProviderAccount> providerAccounts() {
    return accounts.entrySet().stream()
        .map(entry -> toProviderAccount(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * A report shows up late (contracts/vonage.md, section 6). That it is listed by its call's start
   * is seen to in {@link VonageReportQuery}.
   */
  @Override
  public List<CollectPlan> collectPlans() {
    return accounts.entrySet().stream()
        .filter(entry -> entry.getValue().hasLogin())
        .map(
            entry ->
                new CollectPlan(
                    PROVIDER,
                    entry.getKey(),
                    entry.getValue().collectEvery(),
                    entry.getValue().collectFrom(),
                    REPORTED_LATE,
                    REPORTED_LATE,
                    entry.getValue().isPostedAfterCdr()))
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
        new Handling(account.recorder(), false, account.isPostedAfterCdr(), true, account.users()));
  }
}
