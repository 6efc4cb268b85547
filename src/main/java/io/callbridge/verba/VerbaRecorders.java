package io.callbridge.verba;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The configured recorders. */
@Component
class VerbaRecorders {

  private final Map<String, VerbaRecorder> byName = new TreeMap<>();

  VerbaRecorders(VerbaSettings settings) {
    settings.accounts().forEach((name, a) -> byName.put(name, new VerbaRecorder(name, a)));
  }

  /**
   * @throws IllegalStateException if no such recorder is configured
   */
  public VerbaRecorder find(String name) {
    return get(name)
        .orElseThrow(
            () -> new IllegalStateException("recorder %s is not configured".formatted(name)));
  }

  Optional<VerbaRecorder> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
