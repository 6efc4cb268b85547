package io.callbridge.leadsquared;

import io.callbridge.call.Credential;
import io.callbridge.call.Credentials;
import io.callbridge.call.NumberStyle;
import io.callbridge.call.SharedSecret;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.Limit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
 * The settings under {@code callbridge.leadsquared}; every key is explained in {@code
 * config/README.md}.
 *
 * @param responseTimeout after which a request without an answer is given up
 */
@Validated
@ConfigurationProperties("callbridge.leadsquared")
record LeadSquaredSettings(
    @DefaultValue @Valid Map<String, Account> accounts,
    @DefaultValue("30s") @NotNull Duration responseTimeout)
    implements Credentials {

  /** A shorter text would be found in places where it is none. */
  private static final int SHORTEST_SECRET = 5;

  /** Which time is the start of a call log. */
  enum StartFrom {
    ANSWERED,
    CREATED
  }

  /** How a duration stands in the body. */
  enum DurationType {
    TEXT,
    NUMBER
  }

  /** What becomes of a post whose answer was lost and whose activity can't be found. */
  enum Unconfirmed {
    PARK,
    REPOST
  }

  /** Whether the CRM is asked how long its queue is. */
  enum Metrics {
    AUTO,
    OFF
  }

  /** Which vocabulary {@code Status} has (contracts/mapping.md, section 7.2). */
  enum StatusStyle {
    SIMPLE,
    DETAILED
  }

  /**
   * One CRM account.
   *
   * @param url the async host, without a slash at the end
   * @param callLogPath the connector's path, which holds its token
   * @param restUrl the REST host, for look-ups and updates after the post; null if there are none
   * @param accessKey sent as {@code x-LSQ-AccessKey} to the REST host
   * @param secretKey sent as {@code x-LSQ-SecretKey} to the REST host
   * @param statusWords own words for {@code Status}; keys such as {@code busy-inbound} or {@code
   *     busy}
   * @param fieldNames other names for outgoing fields, by their documented name
   * @param clickSecret what a click must show; blank: no click is taken
   * @param previousClickSecret good, too, while the CRM's side is being changed
   * @param clickAccount {@code provider/account} that places the calls; null: the only one that can
   * @param clickAgents whom the provider rings, by the CRM's own user ids
   * @param clickFields own names of a click's fields, by {@code agent}, {@code customer}, {@code
   *     caller-id} and {@code account}
   * @param unconfirmed contracts/leadsquared.md, section 5
   */
  record Account(
      @NotBlank
          @Pattern(
              regexp = "https?://[^/].*[^/]",
              message = "must be http(s)://host without a slash at the end")
          String url,
      @NotBlank @Pattern(regexp = "/.*", message = "must begin with a slash") String callLogPath,
      @Pattern(
              regexp = "https?://[^/].*[^/]",
              message = "must be http(s)://host without a slash at the end")
          String restUrl,
      @DefaultValue("") String accessKey,
      @DefaultValue("") String secretKey,
      @DefaultValue("/1/api/telephony/logcallcomplete/status")
          @Pattern(regexp = "/.*", message = "must begin with a slash")
          String statusPath,
      @DefaultValue("/1/api/telephony/logcallcomplete/metrics")
          @Pattern(regexp = "/.*", message = "must begin with a slash")
          String metricsPath,
      @DefaultValue("AUTO") @NotNull Metrics metrics,
      @NotBlank String apiKey,
      @DefaultValue("8/5s") @NotEmpty List<Limit> limits,
      @DefaultValue("30s") @NotNull Duration settle,
      @DefaultValue("DIGITS") @NotNull NumberStyle numberStyle,
      @DefaultValue("SIMPLE") @NotNull StatusStyle statusStyle,
      @DefaultValue Map<String, String> statusWords,
      @DefaultValue("UTC") @NotNull ZoneId zone,
      @DefaultValue("ANSWERED") @NotNull StartFrom startFrom,
      @DefaultValue("TEXT") @NotNull DurationType callDuration,
      @DefaultValue Map<String, String> fieldNames,
      @DefaultValue("") String clickSecret,
      @DefaultValue("") String previousClickSecret,
      String clickAccount,
      @DefaultValue Map<String, String> clickAgents,
      @DefaultValue Map<String, String> clickFields,
      @DefaultValue("PARK") @NotNull Unconfirmed unconfirmed) {

    SharedSecret clickSecrets() {
      return new SharedSecret(clickSecret, previousClickSecret);
    }

    /** A text of the CRM with stars for what must stay between the two of us. */
    String masked(String text) {
      String token = callLogPath.substring(callLogPath.lastIndexOf('/') + 1);
      return Stream.of(apiKey, secretKey, accessKey, callLogPath, token)
          .filter(secret -> secret.length() >= SHORTEST_SECRET)
          .reduce(text, (masked, secret) -> masked.replace(secret, "***"));
    }

    /** Keeps the key and the token out of logs. */
    @Override
    public String toString() {
      return "Account[url=" + url + ", limits=" + limits + "]";
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
        Credential.of("leadsquared", name, "API key", account.apiKey(), "nothing can be posted"),
        Credential.of(
            "leadsquared",
            name,
            "REST keys",
            account.restUrl() == null ? null : account.secretKey(),
            "late recordings are not brought in, lost answers not looked for"),
        Credential.of(
            "leadsquared", name, "Clicks: secret", account.clickSecret(), "no click is taken"));
  }

  List<CrmAccount> crmAccounts() {
    return accounts.entrySet().stream()
        .map(
            entry ->
                new CrmAccount(
                    entry.getKey(),
                    entry.getValue().limits(),
                    entry.getValue().settle(),
                    responseTimeout,
                    entry.getValue().restUrl() != null,
                    entry.getValue().unconfirmed() == Unconfirmed.REPOST,
                    entry.getValue().metrics() == Metrics.AUTO))
        .toList();
  }
}
