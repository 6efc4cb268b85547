package io.callbridge.simulation;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.dispatch.Answers;
import io.callbridge.dispatch.Budgets;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.PostAnswers;
import io.callbridge.dispatch.Unconfirmed;
import io.callbridge.store.Calls;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Journal;
import io.callbridge.store.Leaders;
import io.callbridge.store.Pauses;
import io.callbridge.store.Tasks;
import io.callbridge.store.TestSqlite;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process is made of. These are the real parts; a bug is planted by making another one. */
class Parts {

  Journal journal(GroupCommit commits, JdbcClient reader, ProviderAccounts providers) {
    return new Journal(commits, reader, providers);
  }

  Calls calls(JdbcClient reader, Journal journal, ProviderAccounts providers) {
    return new Calls(reader, journal, providers);
  }

  Budgets budgets(CrmAccounts crms, InstantSource clock) {
    return new Budgets(crms, clock);
  }

  Dispatcher dispatcher(
      GroupCommit commits,
      Tasks tasks,
      Calls calls,
      ProviderAccounts providers,
      CrmAccounts crms,
      Budgets budgets,
      Unconfirmed unconfirmed,
      Pauses pauses,
      InstantSource clock) {
    return new Dispatcher(
        commits, tasks, calls, providers, crms, budgets, unconfirmed, pauses, 64, clock);
  }

  PostAnswers posts(Answers answers, PollPlan plan, Backoff backoff, InstantSource clock) {
    return new PostAnswers(answers, plan, backoff, clock);
  }

  /** Whether a request is written down before it leaves. */
  boolean writesAhead() {
    return true;
  }

  Leaders leaders(GroupCommit commits, JdbcClient reader) {
    return TestSqlite.leaders(commits, reader);
  }

  /** How many processes there are from the beginning. */
  int processes() {
    return 1;
  }
}
