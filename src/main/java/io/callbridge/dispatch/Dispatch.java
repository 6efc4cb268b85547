package io.callbridge.dispatch;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Journal;
import io.callbridge.store.RecordingSearches;
import io.callbridge.store.Tasks;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import io.callbridge.task.SteadyClock;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The moving parts and what they need; routes know them by their bean names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchSettings.class)
class Dispatch {

  @Bean
  Budgets budgets(CrmAccounts crms, InstantSource clock) {
    return new Budgets(crms, new SteadyClock(clock, System::nanoTime));
  }

  @Bean
  Exclusions exclusions(DispatchSettings settings) {
    return new Exclusions(settings.exclude());
  }

  @Bean
  Preview preview(Journal journal, Tasks tasks, ProviderAccounts providers, Exclusions exclusions) {
    return new Preview(journal, tasks, providers, exclusions);
  }

  @Bean
  Assembler assembler(
      GroupCommit store,
      Calls calls,
      Tasks tasks,
      RecordingSearches searches,
      ProviderAccounts providers,
      CrmAccounts crms,
      Exclusions exclusions,
      DispatchSettings settings,
      InstantSource clock) {
    return new Assembler(
        store, calls, tasks, searches, providers, crms, exclusions, settings.closeAfter(), clock);
  }

  @Bean
  Dispatcher dispatcher(
      GroupCommit store,
      Tasks tasks,
      Calls calls,
      ProviderAccounts providers,
      CrmAccounts crms,
      Budgets budgets,
      DispatchSettings settings,
      InstantSource clock) {
    return new Dispatcher(
        store, tasks, calls, providers, crms, budgets, settings.mostUnderWay(), clock);
  }

  @Bean
  Answers answers(GroupCommit store, Tasks tasks, Budgets budgets, InstantSource clock) {
    return new Answers(store, tasks, budgets, clock);
  }

  @Bean
  PostAnswers postAnswers(Answers answers, InstantSource clock) {
    return new PostAnswers(answers, new PollPlan(), backoff(), clock);
  }

  @Bean
  LookAnswers lookAnswers(Answers answers, InstantSource clock) {
    return new LookAnswers(answers, new PollPlan(), backoff(), clock);
  }

  @Bean
  UpdateAnswers updateAnswers(Answers answers, InstantSource clock) {
    return new UpdateAnswers(answers, backoff(), clock);
  }

  /**
   * A thread for each request that is under way, so that none waits for another's answer. There are
   * not many: {@link Dispatcher} claims no more than may be under way. Only a request whose place
   * was taken back ({@link Dispatcher#takeBack}) has one beyond that.
   */
  @Bean(destroyMethod = "shutdown")
  ExecutorService crmRequests() {
    var number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> new Thread(task, "crm-request-" + number.incrementAndGet()));
  }

  private static Backoff backoff() {
    return new Backoff(new java.util.SplittableRandom());
  }
}
