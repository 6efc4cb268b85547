package io.callbridge.day;

import io.callbridge.bandwidth.TestBandwidth;
import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.Call;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collections;
import io.callbridge.collect.OpenCalls;
import io.callbridge.dispatch.Answers;
import io.callbridge.dispatch.Assembler;
import io.callbridge.dispatch.Budgets;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.FindAnswers;
import io.callbridge.dispatch.LookAnswers;
import io.callbridge.dispatch.PostAnswers;
import io.callbridge.dispatch.TestExclusions;
import io.callbridge.dispatch.Unconfirmed;
import io.callbridge.dispatch.UpdateAnswers;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.recording.Recordings;
import io.callbridge.store.TestStore;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import io.callbridge.task.SettableClock;
import io.callbridge.verba.TestVerba;
import io.callbridge.vonage.TestVonage;
import io.callbridge.vonage.TestVonageTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A process between its start and its end: what it has in memory is gone with it. */
final class Application {

  final TestStore store;
  final ProviderAccounts providers;
  final TestBandwidth bandwidth;
  final TestVonage vonage;
  final TestVonageTokens vonageTokens;
  final TestVerba verba;
  final Assembler assembler;
  final Collections collections;
  final OpenCalls openCalls;
  final Recordings recordings;
  final Dispatcher dispatcher;
  final CrmTraffic traffic;

  private boolean stopped;

  Application(
      Path folder,
      Map<String, SimulatedCrm> crms,
      VonageLogin vonageLogin,
      RecorderLine recorder,
      Timeline timeline,
      SettableClock clock,
      Random random,
      BiConsumer<Call, String> onPost) {
    bandwidth = new TestBandwidth(Settings.bandwidth(), clock);
    vonage = new TestVonage(Settings.vonage(), clock);
    providers = providers(bandwidth, vonage, clock);
    var leadSquared = new TestLeadSquared(Settings.leadSquared(), providers);
    CrmAccounts crmAccounts = leadSquared.crmAccounts();
    store = TestStore.openQuick(folder, providers, clock);
    vonageTokens =
        new TestVonageTokens(Settings.vonage(), store.refreshTokens, vonageLogin::grant, clock);
    verba = new TestVerba(Settings.verba(), recorder, clock);
    assembler =
        new Assembler(
            store.commits,
            store.calls,
            store.tasks,
            store.searches,
            providers,
            crmAccounts,
            TestExclusions.none(),
            Duration.ofHours(4),
            clock);
    List<CollectPlan> plans =
        Stream.concat(bandwidth.collectPlans().stream(), vonage.collectPlans().stream()).toList();
    collections =
        new Collections(
            plans,
            store.journal,
            store.cursors,
            assembler,
            store.tasks,
            store.collectionJobs,
            clock);
    openCalls = new OpenCalls(store.calls, providers, clock);
    recordings = new Recordings(store.searches, store.calls, store.journal, providers, clock);
    var budgets = new Budgets(crmAccounts, clock);
    var unconfirmed = new Unconfirmed(store.tasks, store.activitySearches, crmAccounts);
    dispatcher =
        new Dispatcher(
            store.commits,
            store.tasks,
            store.calls,
            providers,
            crmAccounts,
            budgets,
            unconfirmed,
            store.pauses,
            64,
            clock);
    var answers =
        new Answers(store.commits, store.tasks, unconfirmed, budgets, answered -> {}, clock);
    var backoff = new Backoff(random);
    var plan = new PollPlan();
    traffic =
        new CrmTraffic(
            crms,
            dispatcher,
            new CrmRoutes(
                leadSquared,
                new PostAnswers(answers, plan, backoff, clock),
                new LookAnswers(answers, plan, backoff, clock),
                new UpdateAnswers(answers, backoff, clock),
                new FindAnswers(answers, store.activitySearches, crmAccounts, backoff, clock)),
            timeline,
            clock,
            random,
            onPost);
    dispatcher.takeOver();
  }

  private static ProviderAccounts providers(
      TestBandwidth bandwidth, TestVonage vonage, SettableClock clock) {
    return new ProviderAccounts(
        Stream.of(
                bandwidth.providerAccounts(),
                vonage.providerAccounts(),
                new TestBroadbandDynamics(Settings.broadbandDynamics(), clock).providerAccounts())
            .flatMap(List::stream)
            .toList());
  }

  boolean isStopped() {
    return stopped;
  }

  /** Ends at once; what is on its way to it never arrives. */
  void kill() {
    stopped = true;
    traffic.cut();
    store.close();
  }
}
