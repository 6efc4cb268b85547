package io.callbridge.sandbox.vonage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registrations. Thread-safe. */
final class Webhooks {

  private final Map<String, Webhook> byId = new LinkedHashMap<>();

  synchronized void add(Webhook webhook) {
    byId.put(webhook.id(), webhook);
  }

  synchronized Optional<Webhook> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized boolean remove(String id) {
    return byId.remove(id) != null;
  }

  synchronized List<Webhook> all() {
    return List.copyOf(byId.values());
  }
}
