package io.callbridge.simulation;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collections;
import io.callbridge.day.CrmRoutes;
import io.callbridge.dispatch.Answers;
import io.callbridge.dispatch.Assembler;
import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.FindAnswers;
import io.callbridge.dispatch.LookAnswers;
import io.callbridge.dispatch.TestExclusions;
import io.callbridge.dispatch.Unconfirmed;
import io.callbridge.dispatch.UpdateAnswers;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.store.ActivitySearches;
import io.callbridge.store.Calls;
import io.callbridge.store.Cursors;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Journal;
import io.callbridge.store.Leaders;
import io.callbridge.store.Pauses;
import io.callbridge.store.Tasks;
import io.callbridge.store.TestSqlite;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One process: everything that is in memory, made anew at each start on what the store holds. */
final class Node {

  private static final Duration CLOSE_AFTER = Duration.ofHours(4);

  private final GroupCommit commits;
  private final WorldStore store;
  private final Leaders leaders;
  private boolean dead;

  final WorldStore.Access access;
  final Journal journal;
  final Calls calls;
  final Tasks tasks;
  final Assembler assembler;
  final Collections collections;
  final Dispatcher dispatcher;
  final CrmRoutes routes;

  /** Claims whose answer isn't recorded yet. */
  final Set<Claim> underWay = new HashSet<>();

  Node(
      Parts parts,
      WorldStore store,
      ProviderAccounts providers,
      CrmAccounts crms,
      List<CollectPlan> plans,
      TestLeadSquared leadSquared,
      Random random,
      InstantSource clock) {
    this.store = store;
    access = store.access();
    commits = TestSqlite.commits(access);
    leaders = parts.leaders(commits, store.reader);
    journal = parts.journal(commits, store.reader, providers);
    calls = parts.calls(store.reader, journal, providers);
    tasks = TestSqlite.tasks(commits, store.reader, leaders);
    assembler =
        new Assembler(
            commits,
            calls,
            tasks,
            TestSqlite.searches(commits, store.reader, leaders),
            providers,
            crms,
            TestExclusions.none(),
            CLOSE_AFTER,
            clock);
    collections =
        new Collections(
            plans,
            journal,
            new Cursors(commits, store.reader),
            assembler,
            tasks,
            TestSqlite.collectionJobs(commits, store.reader, leaders),
            clock);
    var budgets = parts.budgets(crms, clock);
    var searches = new ActivitySearches(store.reader);
    var unconfirmed = new Unconfirmed(tasks, searches, crms);
    dispatcher =
        parts.dispatcher(
            commits,
            tasks,
            calls,
            providers,
            crms,
            budgets,
            unconfirmed,
            new Pauses(commits, store.reader),
            clock);
    var answers = new Answers(commits, tasks, unconfirmed, budgets, answered -> {}, clock);
    var backoff = new Backoff(random);
    var plan = new PollPlan();
    routes =
        new CrmRoutes(
            leadSquared,
            parts.posts(answers, plan, backoff, clock),
            new LookAnswers(answers, plan, backoff, clock),
            new UpdateAnswers(answers, backoff, clock),
            new FindAnswers(answers, searches, crms, backoff, clock));
  }

  /** Changes what is stored, behind the back of the parts. */
  void change(String sql) {
    commits.write(client -> client.sql(sql).update());
  }

  boolean isAlive() {
    return !dead;
  }

  /** Leads from now on, and goes on with what the leader before has left. */
  void lead() {
    leaders.take("node", Duration.ZERO);
    dispatcher.takeOver();
  }

  /** From now on it has no effect, whatever of it still runs. */
  void kill() {
    dead = true;
    access.cutOff();
    store.bury(commits::close);
  }
}
