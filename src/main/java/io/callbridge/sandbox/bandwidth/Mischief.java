package io.callbridge.sandbox.bandwidth;

import io.callbridge.sandbox.bandwidth.Delivery.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Loses, delays, duplicates and reorders the events of a call, but never sends one early. Not safe
 * for several threads.
 */
final class Mischief {

  private static final Duration COPY_AFTER = Duration.ofMillis(700);
  private static final Duration OVERTAKEN_BY = Duration.ofMillis(200);

  private final RandomGenerator random;
  private volatile MischiefRates rates;

  Mischief(MischiefRates rates, RandomGenerator random) {
    this.rates = rates;
    this.random = random;
  }

  MischiefRates rates() {
    return rates;
  }

  void setRates(MischiefRates rates) {
    this.rates = rates;
  }

  /**
   * Plans the deliveries.
   *
   * @param webhooks by time
   * @return copies and lost ones included; not sorted
   */
  List<Delivery> plan(List<Webhook> webhooks) {
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < webhooks.size(); i++) {
      Delivery delivery = send(webhooks, i);
      deliveries.add(delivery);
      if (delivery.fate() != Fate.LOST && random.nextDouble() < rates.duplicated()) {
        deliveries.add(
            new Delivery(delivery.webhook(), delivery.at().plus(COPY_AFTER), Fate.DUPLICATE));
      }
    }
    return deliveries;
  }

  private Delivery send(List<Webhook> webhooks, int index) {
    Webhook webhook = webhooks.get(index);
    if (random.nextDouble() < rates.lost()) {
      return new Delivery(webhook, webhook.at(), Fate.LOST);
    }
    if (random.nextDouble() < rates.delayed()) {
      long by = random.nextLong(0, rates.delay().toMillis() + 1);
      return new Delivery(webhook, webhook.at().plusMillis(by), Fate.DELAYED);
    }
    if (index + 1 < webhooks.size() && random.nextDouble() < rates.reordered()) {
      return new Delivery(webhook, webhooks.get(index + 1).at().plus(OVERTAKEN_BY), Fate.OVERTAKEN);
    }
    return new Delivery(webhook, webhook.at(), Fate.SENT);
  }
}
