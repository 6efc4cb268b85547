package io.callbridge.kit.cases;

import io.callbridge.Callbridge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * The bridge with the routes and settings as they are on disk, a store of its own, the time of a
 * case and played far ends. Nothing of it leaves this machine.
 */
public final class CaseApplication implements AutoCloseable {

  private static final String[] USERS = {"viewer", "operator", "engineer"};

  /** Of all that chance can bring, always the middle. */
  private static final long NO_CHANCE = Long.MIN_VALUE;

  private final AnnotationConfigServletWebServerApplicationContext context =
      new AnnotationConfigServletWebServerApplicationContext();
  private final SideWork sideWork = new SideWork();
  private final Schedules schedules = new Schedules();
  private final VirtualClock clock;
  private final FarEnds farEnds;

  /**
   * @param store the file of its store, which must not be there yet
   * @param more settings that hold whatever the others say
   */
  public CaseApplication(
      Path routes,
      CaseSettings settings,
      Path store,
      VirtualClock clock,
      FarEnds farEnds,
      StepRuns runs,
      Map<String, ?> more) {
    this.clock = clock;
    this.farEnds = farEnds;
    context.getBeanFactory().setConversionService(new ApplicationConversionService());
    Map<String, Object> forced = forced(routes, store);
    forced.putAll(more);
    context.setEnvironment(settings.environment(forced));
    context.register(Callbridge.Bridge.class, CaseComponents.class);
    context.addBeanFactoryPostProcessor(
        (BeanDefinitionRegistryPostProcessor) registry -> replace(registry, runs));
    try {
      context.refresh();
    } catch (RuntimeException failed) {
      sideWork.end(context::close);
      throw failed;
    }
    AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
  }

  private static Map<String, Object> forced(Path routes, Path store) {
    Map<String, Object> forced = new HashMap<>();
    forced.put("server.port", "0");
    forced.put("server.address", "127.0.0.1");
    forced.put("server.shutdown", "immediate");
    forced.put("callbridge.routes.reload", "off");
    forced.put("callbridge.store.file", store.toString());
    forced.put("callbridge.store.busy-timeout", "50ms");
    forced.put("callbridge.admin.password", "{noop}admin");
    for (String user : USERS) {
      forced.put("callbridge.users." + user + ".password", "{noop}" + user);
      forced.put("callbridge.users." + user + ".role", user);
    }
    forced.put("callbridge.routes.folder", routes.toString());
    forced.put("camel.main.source-location-enabled", "true");
    forced.put("camel.main.jmx-enabled", "false");
    forced.put("camel.main.shutdown-timeout", "5");
    forced.put("camel.trace.standby", "false");
    return forced;
  }

  private void replace(BeanDefinitionRegistry registry, StepRuns runs) {
    put(registry, "meters", MeterRegistry.class, SimpleMeterRegistry::new);
    put(registry, "observations", ObservationRegistry.class, () -> ObservationRegistry.NOOP);
    put(registry, "tracer", Tracer.class, () -> TracerProvider.noop().get("none"));
    put(registry, "clock", Clock.class, () -> clock);
    put(registry, "ticks", LongSupplier.class, () -> this::ticks);
    put(registry, "random", RandomGenerator.class, () -> () -> NO_CHANCE);
    put(registry, "crmRequests", ExecutorService.class, () -> sideWork);
    for (String scheme : new String[] {"scheduler", "timer", "master"}) {
      put(registry, scheme, org.apache.camel.Component.class, schedules::component);
    }
    var steps = new PlayedSteps(runs, this::passAside);
    put(
        registry,
        "caseRoutes",
        CamelContextConfiguration.class,
        () -> new CaseRoutes(farEnds, sideWork, steps));
  }

  private static <T> void put(
      BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<? extends T> bean) {
    var definition = new RootBeanDefinition(type, bean::get);
    definition.setDestroyMethodName("");
    registry.registerBeanDefinition(name, definition);
  }

  private long ticks() {
    return TimeUnit.MILLISECONDS.toNanos(clock.instant().toEpochMilli());
  }

  private void passAside(Duration time) {
    sideWork.await();
    clock.advance(time);
  }

  /** Does whatever is due now. */
  public void work() {
    sideWork.await();
    schedules.play(clock.instant(), sideWork::await);
  }

  /** Whether a request, as a case writes it, goes to a CRM account. */
  boolean isCrm(String request) {
    Map<String, Map<String, Object>> accounts =
        Binder.get(context.getEnvironment())
            .bind(
                "callbridge.leadsquared.accounts",
                Bindable.of(
                    ResolvableType.forClassWithGenerics(
                        Map.class,
                        ResolvableType.forClass(String.class),
                        ResolvableType.forClassWithGenerics(
                            Map.class, String.class, Object.class))))
            .map(found -> (Map<String, Map<String, Object>>) found)
            .orElse(Map.of());
    return accounts.values().stream()
        .flatMap(account -> Stream.of(account.get("url"), account.get("rest-url")))
        .anyMatch(address -> address != null && request.contains(address.toString()));
  }

  VirtualClock clock() {
    return clock;
  }

  FarEnds farEnds() {
    return farEnds;
  }

  public int port() {
    return context.getWebServer().getPort();
  }

  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    sideWork.end(context::close);
  }
}
