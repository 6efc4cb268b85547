package io.callbridge.collect;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.dispatch.Assembler;
import io.callbridge.store.Calls;
import io.callbridge.store.CollectionJobs;
import io.callbridge.store.Cursors;
import io.callbridge.store.Journal;
import io.callbridge.store.Tasks;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Collect {

  @Bean
  OpenCalls openCalls(Calls calls, ProviderAccounts providers, InstantSource clock) {
    return new OpenCalls(calls, providers, clock);
  }

  @Bean
  Collections collections(
      ObjectProvider<CollectSettings> providers,
      Journal journal,
      Cursors cursors,
      Assembler assembler,
      Tasks tasks,
      CollectionJobs jobs,
      InstantSource clock) {
    List<CollectPlan> plans =
        providers.stream().flatMap(provider -> provider.collectPlans().stream()).toList();
    return new Collections(plans, journal, cursors, assembler, tasks, jobs, clock);
  }
}
