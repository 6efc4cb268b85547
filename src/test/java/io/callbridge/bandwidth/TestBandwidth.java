package io.callbridge.bandwidth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccount;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collection;
import io.callbridge.collect.Collections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the routes of Bandwidth call, without the routes. */
public final class TestBandwidth {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final BandwidthSettings settings;
  private final BandwidthTranslator translator;
  private final InstantSource clock;

  /**
   * @param properties as in the configuration
   */
  public TestBandwidth(Map<String, String> properties, InstantSource clock) {
    this.clock = clock;
    settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("callbridge.bandwidth", BandwidthSettings.class)
            .get();
    translator = new BandwidthTranslator(settings, clock);
  }

  public List<ProviderAccount> providerAccounts() {
    return settings.providerAccounts();
  }

  public List<CollectPlan> collectPlans() {
    return settings.collectPlans();
  }

  public CallEvent toCallEvent(String json, String account) {
    try {
      return translator.toCallEvent(JSON.readValue(json, BandwidthEvent.class), account);
    } catch (IOException wrongSample) {
      throw new UncheckedIOException(wrongSample);
    }
  }

  /** One call's state as an event. */
  public CallEvent toCallEvent(String state, CallKey key) {
    return collecting(null).toEvent(state.getBytes(StandardCharsets.UTF_8), key);
  }

  public BandwidthList begin(Collection collection) {
    String url = settings.accounts().get(collection.getAccount()).url();
    return collecting(null)
        .begin(url + "/accounts/" + collection.getAccount() + "/calls", collection);
  }

  /** Keeps a page of the list. */
  public void take(
      Collections collections,
      Collection collection,
      BandwidthList list,
      String page,
      String next) {
    collecting(collections)
        .take(
            collection,
            list,
            page.getBytes(StandardCharsets.UTF_8),
            next == null ? Map.of() : Map.of("Link", "<" + next + ">; rel=\"next\""));
  }

  private BandwidthCollecting collecting(Collections collections) {
    return new BandwidthCollecting(settings, translator, collections, clock);
  }
}
