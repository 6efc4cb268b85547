package io.callbridge.ops;

import io.micrometer.common.KeyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** What of a request is measured and traced. */
@Configuration(proxyBeanMethods = false)
class Observations {

  /** A request's trace follows it to the thread of its route. */
  @Bean
  TaskDecorator traceOfTheRequest() {
    return new ContextPropagatingTaskDecorator();
  }

  /** Without its address, which may hold a secret or a number. */
  @Bean
  DefaultServerRequestObservationConvention withoutAddress() {
    return new DefaultServerRequestObservationConvention() {
      @Override
      public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.empty();
      }
    };
  }
}
