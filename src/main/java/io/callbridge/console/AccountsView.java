package io.callbridge.console;

import io.callbridge.call.Credential;
import io.callbridge.call.Credentials;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.Collections;
import io.callbridge.ops.CollectionQueries;
import io.callbridge.ops.CrmAccountQueries;
import io.callbridge.ops.CrmAccountQueries.View;
import io.callbridge.recording.RecorderAccounts;
import io.callbridge.store.Cursors;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is to be known of each account. */
@Component
class AccountsView {

  private static final int SHOWN = 10;

  private final CrmAccountQueries queries;
  private final CrmAccounts crms;
  private final PollPlan plan;
  private final ProviderAccounts providers;
  private final Collections collections;
  private final CollectionQueries jobs;
  private final Cursors cursors;
  private final RecorderAccounts recorderAccounts;
  private final List<Credential> credentials;

  AccountsView(
      CrmAccountQueries queries,
      CrmAccounts crms,
      PollPlan plan,
      ProviderAccounts providers,
      Collections collections,
      CollectionQueries jobs,
      Cursors cursors,
      RecorderAccounts recorderAccounts,
      List<Credentials> credentials) {
    this.queries = queries;
    this.crms = crms;
    this.plan = plan;
    this.providers = providers;
    this.collections = collections;
    this.jobs = jobs;
    this.cursors = cursors;
    this.recorderAccounts = recorderAccounts;
    this.credentials = credentials.stream().flatMap(each -> each.credentials().stream()).toList();
  }

  /**
   * @param settings null if it isn't configured any more
   * @param usual how long half of its tasks take; null while little is known
   */
  record Crm(View view, CrmAccount settings, Duration usual, List<Credential> credentials) {}

  /**
   * @param collectedUntil null if never
   * @param trouble why the last collection failed; null if it didn't
   */
  record Provider(
      String provider,
      String name,
      String crm,
      String recorder,
      boolean isCollected,
      Instant collectedUntil,
      String trouble,
      List<Credential> credentials) {}

  record Recorder(String name, List<Credential> credentials) {}

  List<Crm> crms() {
    return queries.find().items().stream().map(this::crm).toList();
  }

  private Crm crm(View view) {
    return new Crm(
        view,
        crms.find(view.name()).orElse(null),
        plan.usually(view.name()).orElse(null),
        credentials("leadsquared", view.name()));
  }

  List<Provider> providers() {
    return providers.all().stream()
        .map(
            each ->
                new Provider(
                    each.provider(),
                    each.name(),
                    each.crm(),
                    each.handling().recorder(),
                    collections.isCollected(each.provider(), each.name()),
                    cursors.collected(each.provider(), each.name()).orElse(null),
                    collections.trouble(each.provider(), each.name()).orElse(null),
                    credentials(each.provider(), each.name())))
        .sorted(Comparator.comparing(Provider::provider).thenComparing(Provider::name))
        .toList();
  }

  List<Recorder> recorders() {
    return recorderAccounts.names().stream()
        .sorted()
        .map(name -> new Recorder(name, credentials("verba", name)))
        .toList();
  }

  List<CollectionQueries.Job> collections() {
    return jobs.latest(SHOWN);
  }

  private List<Credential> credentials(String system, String account) {
    return credentials.stream()
        .filter(each -> each.system().equals(system) && each.account().equals(account))
        .toList();
  }
}
