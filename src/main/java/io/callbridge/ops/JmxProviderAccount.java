package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.collect.Collections;
import io.callbridge.store.Cursors;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;

/**
 * A provider account as JMX shows it, {@code
 * io.callbridge:type=provider,provider=<system>,name=<account>}.
 */
@ManagedResource(description = "A provider account, and how far it has been collected")
public class JmxProviderAccount {

  private final ProviderAccount account;
  private final Collections collections;
  private final Cursors cursors;

  JmxProviderAccount(ProviderAccount account, Collections collections, Cursors cursors) {
    this.account = account;
    this.collections = collections;
    this.cursors = cursors;
  }

  @ManagedAttribute(description = "The CRM account of its calls")
  public String getCrm() {
    return account.crm();
  }

  @ManagedAttribute(description = "Whether its call detail records are collected")
  public boolean isCollected() {
    return collections.isCollected(account.provider(), account.name());
  }

  @ManagedAttribute(description = "Up to when its records have been collected; empty if never")
  public String getCollectedUntil() {
    return cursors.collected(account.provider(), account.name()).map(Object::toString).orElse("");
  }
}
