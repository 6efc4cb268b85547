package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.ProviderSettings;
import io.callbridge.recording.RecorderAccounts;
import io.callbridge.task.CrmAccounts;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All accounts together, and whether they fit each other. */
@Configuration(proxyBeanMethods = false)
class Accounts {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * @throws WrongSettingException if an account names a CRM account or a recorder that isn't
   *     configured
   */
  @Bean
  ProviderAccounts providerAccounts(
      List<ProviderSettings> providers, CrmAccounts crms, RecorderAccounts recorders) {
    List<ProviderAccount> accounts =
        providers.stream().flatMap(provider -> provider.providerAccounts().stream()).toList();
    for (ProviderAccount account : accounts) {
      if (crms.find(account.crm()).isEmpty()) {
        throw new WrongSettingException(
            "callbridge.%s.accounts.%s.crm is '%s', but callbridge.leadsquared.accounts has no '%s'."
                .formatted(account.provider(), account.name(), account.crm(), account.crm()));
      }
      String recorder = account.handling().recorder();
      if (recorder != null && !recorders.names().contains(recorder)) {
        throw new WrongSettingException(
            "callbridge.%s.accounts.%s.recorder is '%s', but callbridge.verba.accounts has no '%s'."
                .formatted(account.provider(), account.name(), recorder, recorder));
      }
    }
    return new ProviderAccounts(accounts);
  }
}
