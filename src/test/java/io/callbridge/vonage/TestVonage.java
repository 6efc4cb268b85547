package io.callbridge.vonage;

import io.callbridge.call.CallEvent;
import io.callbridge.call.ProviderAccount;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collection;
import io.callbridge.collect.Collections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the routes of Vonage call, without the routes. */
public final class TestVonage {

  private final VonageSettings settings;
  private final VonageWebhookTranslator webhooks;
  private final VonageReports reports;
  private final VonageReportQuery query;

  /**
   * @param properties as in the configuration
   */
  public TestVonage(Map<String, String> properties, InstantSource clock) {
    settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("callbridge.vonage", VonageSettings.class)
            .get();
    var accounts = new VonageAccounts(settings);
    webhooks = new VonageWebhookTranslator(accounts, clock);
    reports = new VonageReports(new VonageReportTranslator(accounts, clock));
    query = new VonageReportQuery(accounts);
  }

  public List<ProviderAccount> providerAccounts() {
    return settings.providerAccounts();
  }

  public List<CollectPlan> collectPlans() {
    return settings.collectPlans();
  }

  public CallEvent toCallEvent(String json, String deliveryId, String account) {
    return webhooks.toCallEvent(read(json, VonageWebhook.class), deliveryId, account);
  }

  /** The way through one report. */
  public final class Pages {

    private final VonageReportPages pages = reports.pages();
    private final Collection collection;

    private Pages(Collection collection) {
      this.collection = collection;
    }

    public boolean isMore() {
      return pages.isMore();
    }

    public int page() {
      return pages.getPage();
    }

    public String query() {
      return query.write(
          collection.getAccount(), collection.getFrom(), collection.getTo(), pages.getPage());
    }

    /** Keeps a page, in the order of the route. */
    public void take(Collections collections, String json) {
      VonageReport report = read(json, VonageReport.class);
      reports.check(report);
      collections.listed(collection, reports.toListed(report, collection.getAccount()));
      reports.takeNote(pages, report);
      collections.page(
          collection, reports.toEntries(report, collection.getAccount()), pages.getPart());
    }
  }

  public Pages begin(Collection collection) {
    return new Pages(collection);
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return VonageJson.MAPPER.readValue(json, type);
    } catch (IOException wrongSample) {
      throw new UncheckedIOException(wrongSample);
    }
  }
}
