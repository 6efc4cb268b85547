package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.Timetable;
import io.callbridge.sandbox.vonage.Webhook.MetadataPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Delivers events to all webhooks: up to five retries, then a webhook has failed and gets nothing
 * more (section 7). Loses, repeats and delays some, as the settings say.
 */
final class Courier {

  private static final int MOST_ATTEMPTS = 6;

  private final VonageSettings settings;
  private final Webhooks webhooks;
  private final Receiver receiver;
  private final Timetable timetable;
  private final RandomGenerator random;
  private final Clock clock;

  Courier(
      VonageSettings settings,
      Webhooks webhooks,
      Receiver receiver,
      Timetable timetable,
      RandomGenerator random,
      Clock clock) {
    this.settings = settings;
    this.webhooks = webhooks;
    this.receiver = receiver;
    this.timetable = timetable;
    this.random = random;
    this.clock = clock;
  }

  /** Sends the event of a call to whoever has registered. */
  void send(PlayedCall call, String state, boolean over) {
    String event = EventWriter.write(call.script(), state, over, settings.account());
    for (Webhook webhook : webhooks.all()) {
      var parcel = new Parcel(call, webhook, state, event, UUID.randomUUID().toString());
      Fate fate = draw();
      if (fate.lost()) {
        continue;
      }
      timetable.in(
          fate.delayed() ? settings.webhooks().delay() : Duration.ZERO, () -> attempt(parcel, 1));
      if (fate.duplicated()) {
        timetable.in(settings.webhooks().retryAfter(), () -> attempt(parcel, MOST_ATTEMPTS + 1));
      }
    }
  }

  private record Fate(boolean lost, boolean delayed, boolean duplicated) {}

  private synchronized Fate draw() {
    return new Fate(
        random.nextDouble() < settings.webhooks().lost(),
        random.nextDouble() < settings.webhooks().delayed(),
        random.nextDouble() < settings.webhooks().duplicated());
  }

  private record Parcel(
      PlayedCall call, Webhook webhook, String state, String event, String deliveryId) {}

  private void attempt(Parcel parcel, int attempt) {
    Webhook webhook = parcel.webhook();
    if (!webhook.isActive(clock.instant())) {
      return;
    }
    boolean copy = attempt > MOST_ATTEMPTS;
    int number = copy ? 2 : attempt;
    int status = receiver.deliver(webhook.url(), body(parcel, number), headers(parcel, number));
    webhook.attempted(status, clock.instant());
    parcel
        .call()
        .add(
            new PlayedCall.Delivery(
                parcel.state(), parcel.deliveryId(), number, clock.instant(), status));
    if (status == 200 || copy) {
      return;
    }
    if (attempt == MOST_ATTEMPTS) {
      webhook.fail();
    } else {
      timetable.in(settings.webhooks().retryAfter(), () -> attempt(parcel, attempt + 1));
    }
  }

  private static String body(Parcel parcel, int attempt) {
    if (parcel.webhook().policy() != MetadataPolicy.BODY) {
      return "{\"event\":" + parcel.event() + "}";
    }
    Map<String, Object> metadata =
        Map.of(
            "attempt",
            attempt,
            "deliveryId",
            parcel.deliveryId(),
            "signature",
            signature(parcel),
            "webhookId",
            parcel.webhook().id());
    return "{\"event\":" + parcel.event() + ",\"metadata\":" + EventWriter.text(metadata) + "}";
  }

  private static Map<String, String> headers(Parcel parcel, int attempt) {
    return parcel.webhook().policy() != MetadataPolicy.HEADER
        ? Map.of()
        : Map.of(
            "X-VON-Signature",
            signature(parcel),
            "X-VON-Webhook-Id",
            parcel.webhook().id(),
            "X-VON-Delivery-Id",
            parcel.deliveryId(),
            "X-VON-Attempt",
            String.valueOf(attempt));
  }

  private static String signature(Parcel parcel) {
    String key = parcel.webhook().signingKey();
    return key == null || key.isBlank() ? "" : EventWriter.sign(parcel.event(), key);
  }
}
