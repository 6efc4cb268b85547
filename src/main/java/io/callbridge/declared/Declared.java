package io.callbridge.declared;

import java.util.Map;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the tables. */
@Configuration(proxyBeanMethods = false)
class Declared {

  /** A key that no table has stops the start: it would be a rule that doesn't apply. */
  @Bean
  Providers declaredProviders(Environment environment) {
    BindHandler strictly =
        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
    return new Providers(
        Binder.get(environment)
            .bind(Providers.PREFIX, Bindable.mapOf(String.class, Provider.class), strictly)
            .orElse(Map.of()));
  }
}
