package io.callbridge.sandbox.broadbanddynamics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** Settings for tests, as name, value, name, value. */
final class PlayedBroadbandDynamics {

  private static final String PREFIX = "callbridge.sandbox.broadband-dynamics";

  private PlayedBroadbandDynamics() {}

  static BroadbandDynamicsSettings settings(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(PREFIX + "." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            new ApplicationConversionService())
        .bindOrCreate(PREFIX, BroadbandDynamicsSettings.class);
  }
}
