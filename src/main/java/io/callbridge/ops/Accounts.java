package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.ProviderSettings;
import io.callbridge.recording.RecorderAccounts;
import io.callbridge.task.CrmAccounts;
import java.time.Clock;
import java.util.ArrayList;
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
    List<ProviderAccount> accounts = new ArrayList<>();
    for (ProviderSettings provider : providers) {
      for (ProviderAccount account : provider.providerAccounts()) {
        String key = provider.keyOf(account.provider()) + ".accounts." + account.name();
        checkNames(key, account, crms, recorders);
        accounts.add(account);
      }
    }
    return new ProviderAccounts(accounts);
  }

  private static void checkNames(
      String key, ProviderAccount account, CrmAccounts crms, RecorderAccounts recorders) {
    if (crms.find(account.crm()).isEmpty()) {
      throw new WrongSettingException(
          "%s.crm is '%s', but callbridge.leadsquared.accounts has no '%s'."
              .formatted(key, account.crm(), account.crm()));
    }
    String recorder = account.handling().recorder();
    if (recorder != null && !recorders.names().contains(recorder)) {
      throw new WrongSettingException(
          "%s.recorder is '%s', but callbridge.verba.accounts has no '%s'."
              .formatted(key, recorder, recorder));
    }
  }
}
