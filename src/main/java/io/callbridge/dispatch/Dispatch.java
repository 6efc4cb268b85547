package io.callbridge.dispatch;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.ActivitySearches;
import io.callbridge.store.Calls;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Journal;
import io.callbridge.store.Learning;
import io.callbridge.store.Pauses;
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
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The moving parts and what they need; routes know them by their bean names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchSettings.class)
class Dispatch {

  /** Nanoseconds that only grow. */
  @Bean
  LongSupplier ticks() {
    return System::nanoTime;
  }

  @Bean
  Budgets budgets(CrmAccounts crms, InstantSource clock, LongSupplier ticks) {
    return new Budgets(crms, new SteadyClock(clock, ticks));
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
      Unconfirmed unconfirmed,
      Pauses pauses,
      DispatchSettings settings,
      InstantSource clock) {
    return new Dispatcher(
        store,
        tasks,
        calls,
        providers,
        crms,
        budgets,
        unconfirmed,
        pauses,
        settings.mostUnderWay(),
        clock);
  }

  @Bean
  Unconfirmed unconfirmed(Tasks tasks, ActivitySearches searches, CrmAccounts crms) {
    return new Unconfirmed(tasks, searches, crms);
  }

  @Bean
  Answers answers(
      GroupCommit store,
      Tasks tasks,
      Unconfirmed unconfirmed,
      Budgets budgets,
      ApplicationEventPublisher events,
      InstantSource clock) {
    return new Answers(store, tasks, unconfirmed, budgets, events::publishEvent, clock);
  }

  @Bean
  PollPlan pollPlan() {
    return new PollPlan();
  }

  @Bean
  Experience experience(
      GroupCommit store,
      Learning learning,
      Tasks tasks,
      CrmAccounts crms,
      Budgets budgets,
      PollPlan pollPlan,
      InstantSource clock) {
    return new Experience(store, learning, tasks, crms, budgets, pollPlan, clock);
  }

  @Bean
  QueueQuestions queueQuestions(
      GroupCommit store,
      Tasks tasks,
      CrmAccounts crms,
      Budgets budgets,
      Pauses pauses,
      PollPlan pollPlan,
      InstantSource clock) {
    return new QueueQuestions(store, tasks, crms, budgets, pauses, pollPlan, clock);
  }

  @Bean
  PostAnswers postAnswers(Answers answers, PollPlan plan, Backoff backoff, InstantSource clock) {
    return new PostAnswers(answers, plan, backoff, clock);
  }

  @Bean
  LookAnswers lookAnswers(Answers answers, PollPlan plan, Backoff backoff, InstantSource clock) {
    return new LookAnswers(answers, plan, backoff, clock);
  }

  @Bean
  FindAnswers findAnswers(
      Answers answers,
      ActivitySearches searches,
      CrmAccounts crms,
      Backoff backoff,
      InstantSource clock) {
    return new FindAnswers(answers, searches, crms, backoff, clock);
  }

  @Bean
  OperatorDecisions operatorDecisions(
      GroupCommit store, Calls calls, Tasks tasks, ActivitySearches searches, InstantSource clock) {
    return new OperatorDecisions(store, calls, tasks, searches, clock);
  }

  @Bean
  UpdateAnswers updateAnswers(Answers answers, Backoff backoff, InstantSource clock) {
    return new UpdateAnswers(answers, backoff, clock);
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

  @Bean
  RandomGenerator random() {
    return RandomGenerator.getDefault();
  }

  @Bean
  Backoff backoff(RandomGenerator random) {
    return new Backoff(random);
  }
}
