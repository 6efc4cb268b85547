package io.callbridge.sandbox.broadbanddynamics;

import io.callbridge.sandbox.broadbanddynamics.Delivery.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Loses, delays, duplicates and reorders the callbacks of a call, but never sends one early. Not
 * safe for several threads.
 */
final class Mischief {

  private static final Duration COPY_AFTER = Duration.ofMillis(700);
  private static final Duration OVERTAKEN_BY = Duration.ofMillis(200);

  private final MischiefRates rates;
  private final RandomGenerator random;

  Mischief(MischiefRates rates, RandomGenerator random) {
    this.rates = rates;
    this.random = random;
  }

  /**
   * Plans the deliveries, spread evenly over the real length of the call.
   *
   * @return copies and lost ones included; not sorted
   */
  List<Delivery> plan(CallScript call) {
    int last = call.callbacks().size() - 1;
    int overtaken = random.nextDouble() < rates.reordered() ? random.nextInt(last) : -1;
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      Delivery delivery = send(call, i, i == overtaken);
      deliveries.add(delivery);
      if (delivery.fate() != Fate.LOST && random.nextDouble() < rates.duplicated()) {
        deliveries.add(
            new Delivery(delivery.callback(), delivery.after().plus(COPY_AFTER), Fate.DUPLICATE));
      }
    }
    return deliveries;
  }

  private Delivery send(CallScript call, int index, boolean overtaken) {
    int last = call.callbacks().size() - 1;
    Callback callback = call.callbacks().get(index);
    Duration after = call.realLength().multipliedBy(index).dividedBy(last);
    if (random.nextDouble() < (index == last ? rates.finalLost() : rates.lost())) {
      return new Delivery(callback, after, Fate.LOST);
    }
    if (random.nextDouble() < rates.delayed()) {
      return new Delivery(callback, after.plus(rates.delay()), Fate.DELAYED);
    }
    if (overtaken) {
      Duration afterTheNext =
          call.realLength().multipliedBy(index + 1).dividedBy(last).plus(OVERTAKEN_BY);
      return new Delivery(callback, afterTheNext, Fate.OVERTAKEN);
    }
    return new Delivery(callback, after, Fate.SENT);
  }
}
