package io.callbridge.sandbox.leadsquared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The activities of the account, in the order of their creation. */
final class Activities {

  private final Map<UUID, Activity> byId;

  /**
   * @param keep activities that are remembered
   */
  Activities(int keep) {
    byId =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, Activity> eldest) {
            return size() > keep;
          }
        };
  }

  synchronized void add(Activity activity) {
    byId.put(activity.activityId(), activity);
  }

  synchronized List<Activity> all() {
    return new ArrayList<>(byId.values());
  }

  /**
   * Changes recording or duration; what is null stays.
   *
   * @return empty if there is no such activity
   */
  synchronized Optional<Activity> update(
      UUID activityId, String recordingUrl, Integer durationSeconds) {
    return Optional.ofNullable(
        byId.computeIfPresent(
            activityId, (id, activity) -> activity.updated(recordingUrl, durationSeconds)));
  }
}
