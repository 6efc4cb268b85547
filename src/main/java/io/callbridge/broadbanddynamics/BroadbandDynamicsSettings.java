package io.callbridge.broadbanddynamics;

import io.callbridge.call.Credential;
import io.callbridge.call.Credentials;
import io.callbridge.call.Direction;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccount.Defaults;
import io.callbridge.call.ProviderAccount.Handling;
import io.callbridge.call.ProviderSettings;
import io.callbridge.call.SharedSecret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.broadband-dynamics}; every key is explained in {@code
 * config/README.md}.
 */
@Validated
@ConfigurationProperties("callbridge.broadband-dynamics")
record BroadbandDynamicsSettings(@DefaultValue @Valid Map<String, Account> accounts)
    implements ProviderSettings, Credentials {

  static final String PROVIDER = "broadband-dynamics";

  /**
   * @param secret what the sender must show; blank means that anybody may send
   * @param previousSecret good, too, while the sender's side is being changed
   * @param groupByCallId one call log per {@code callId} of the path, instead of one per {@code
   *     CallSid}
   */
  record Account(
      @NotBlank String crm,
      @DefaultValue("") String secret,
      @DefaultValue("") String previousSecret,
      @DefaultValue("1") String countryCode,
      @DefaultValue("10") int nationalDigits,
      @DefaultValue("OUTBOUND") @NotNull Direction direction,
      String agentNumber,
      String displayNumber,
      String callerSource,
      String tag,
      boolean groupByCallId) {

    SharedSecret sharedSecret() {
      return new SharedSecret(secret, previousSecret);
    }

    NumberPlan plan() {
      return new NumberPlan(countryCode, nationalDigits);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Account[crm=" + crm + ", direction=" + direction + "]";
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
        Credential.of(PROVIDER, name, "Callbacks: secret", account.secret(), "anybody may report"));
  }

  @Override
  public List<ProviderAccount> providerAccounts() {
    return accounts.entrySet().stream()
        .map(e -> toProviderAccount(e.getKey(), e.getValue()))
        .toList();
  }

  private static ProviderAccount toProviderAccount(String name, Account account) {
    return new ProviderAccount(
        PROVIDER,
        name,
        account.crm(),
        account.plan(),
        new Defaults(
            account.direction(),
            account.plan().normalise(account.agentNumber()),
            account.plan().normalise(account.displayNumber()),
            account.callerSource(),
            account.tag()),
        Handling.PLAIN);
  }
}
