package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.Collections;
import io.callbridge.dispatch.Budgets;
import io.callbridge.store.Cursors;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import java.util.Hashtable;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.stereotype.Component;

/** Shows each account over JMX, and so in Hawtio, unless {@code spring.jmx.enabled} says no. */
@Component
class JmxAccounts implements SmartInitializingSingleton {

  private final ObjectProvider<MBeanExporter> exporters;
  private final CrmAccounts crms;
  private final ProviderAccounts providers;
  private final Budgets budgets;
  private final Backlog backlog;
  private final Collections collections;
  private final Cursors cursors;
  private final CrmAccountQueries accounts;
  private final CallLogDecisions decisions;

  JmxAccounts(
      ObjectProvider<MBeanExporter> exporters,
      CrmAccounts crms,
      ProviderAccounts providers,
      Budgets budgets,
      Backlog backlog,
      Collections collections,
      Cursors cursors,
      CrmAccountQueries accounts,
      CallLogDecisions decisions) {
    this.accounts = accounts;
    this.decisions = decisions;
    this.exporters = exporters;
    this.crms = crms;
    this.providers = providers;
    this.budgets = budgets;
    this.backlog = backlog;
    this.collections = collections;
    this.cursors = cursors;
  }

  @Override
  public void afterSingletonsInstantiated() {
    exporters.ifAvailable(this::register);
  }

  private void register(MBeanExporter exporter) {
    exporter.registerManagedResource(new JmxCallLogs(decisions), name(Map.of("type", "callLogs")));
    for (CrmAccount crm : crms.all()) {
      exporter.registerManagedResource(
          new JmxCrmAccount(crm.name(), budgets.of(crm.name()), backlog, accounts),
          name(Map.of("type", "crm", "name", crm.name())));
    }
    for (ProviderAccount account : providers.all()) {
      exporter.registerManagedResource(
          new JmxProviderAccount(account, collections, cursors),
          name(Map.of("type", "provider", "provider", account.provider(), "name", account.name())));
    }
  }

  private static ObjectName name(Map<String, String> keys) {
    var quoted = new Hashtable<String, String>();
    keys.forEach((key, value) -> quoted.put(key, isPlain(value) ? value : ObjectName.quote(value)));
    try {
      return new ObjectName("io.callbridge", quoted);
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isPlain(String value) {
    return value.matches("[\\w.@+-]+");
  }
}
