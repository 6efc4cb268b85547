package io.callbridge.broadbanddynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.CallEvent;
import io.callbridge.call.ProviderAccount;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the routes of Broadband Dynamics call, without the routes. */
public final class TestBroadbandDynamics {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final BroadbandDynamicsSettings settings;
  private final BroadbandDynamicsTranslator translator;

  /**
   * @param properties as in the configuration
   */
  public TestBroadbandDynamics(Map<String, String> properties, InstantSource clock) {
    settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("callbridge.broadband-dynamics", BroadbandDynamicsSettings.class)
            .get();
    translator = new BroadbandDynamicsTranslator(settings, clock);
  }

  public List<ProviderAccount> providerAccounts() {
    return settings.providerAccounts();
  }

  /**
   * @param path the two parameters at its end
   */
  public CallEvent toCallEvent(String json, String path, String account) {
    try {
      return translator.toCallEvent(
          JSON.readValue(json, BroadbandDynamicsCallStatus.class),
          new BroadbandDynamicsPath().read(path),
          account);
    } catch (JsonProcessingException wrongSample) {
      throw new IllegalStateException(wrongSample);
    }
  }
}
