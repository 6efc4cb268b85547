package io.callbridge.ops;

import io.callbridge.store.GroupCommit;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether the store takes changes: without it no webhook can be answered. */
@Component
class StoreHealthIndicator extends AbstractHealthIndicator {

  private final GroupCommit store;

  StoreHealthIndicator(GroupCommit store) {
    super("the store takes no changes");
    this.store = store;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    store.write(client -> client.sql("SELECT COUNT(*) FROM cursor").query(Long.class).single());
    health.up();
  }
}
