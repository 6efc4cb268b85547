package io.callbridge.kit.reload;

import io.callbridge.kit.reload.ReloadSettings.Mode;
import io.callbridge.ops.WrongSettingException;
import io.callbridge.store.RouteChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the reload of routes is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReloadSettings.class)
class Reload {

  @Bean
  RequestGate requestGate() {
    return new RequestGate();
  }

  @Bean
  ServingRoutes servingRoutes(CamelContext camel, UnderWay underWay) {
    return new ServingRoutes(camel, underWay);
  }

  @Bean
  RouteLoading routeLoading(
      CamelContext camel, List<RequestMappingHandlerMapping> mappings, ReloadSettings settings) {
    return new RouteLoading(camel, mappings, settings.folder());
  }

  @Bean
  RouteReload routeReload(
      ConfigurableApplicationContext application,
      CamelContext camel,
      ServingRoutes routes,
      RouteLoading loading,
      RequestGate gate,
      RouteChanges trail,
      InstantSource clock,
      ReloadSettings settings)
      throws IOException {
    if (!Files.isDirectory(settings.folder())) {
      throw new WrongSettingException(
          "callbridge.routes.folder is %s, where there is no folder: start where the routes are, or say where they are."
              .formatted(settings.folder()));
    }
    var trial =
        new Trial(
            new RouteCheck(application),
            new LoadedAside(camel, application.getEnvironment()),
            new CaseTrial(settings.config()),
            settings.folder());
    var swap = new Swap(routes, loading, gate, settings.giveUpAfter());
    return new RouteReload(settings.folder(), trial, swap, trail, clock, settings.giveUpAfter());
  }

  @Bean
  RouteWatch routeWatch(RouteReload reload, ReloadSettings settings) {
    return new RouteWatch(reload, settings.folder());
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> routeWatchStart(
      RouteWatch watch, ReloadSettings settings) {
    return ready -> {
      if (settings.reload() == Mode.SAFE) {
        watch.start(settings.lookEvery());
      }
    };
  }
}
