package io.callbridge.kit.cases;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.processor.Delayer;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Counts each step that runs. A step that waits doesn't: the time of the case goes on by as much
 * instead, as soon as whatever runs aside has ended.
 */
final class PlayedSteps implements InterceptStrategy {

  private final StepRuns runs;
  private final Consumer<Duration> waits;

  PlayedSteps(StepRuns runs, Consumer<Duration> waits) {
    this.runs = runs;
    this.waits = waits;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    String place = step.getLocation() + ":" + step.getLineNumber();
    if (step instanceof DelayDefinition && target instanceof Delayer delay) {
      return exchange -> {
        runs.count(place);
        waits.accept(Duration.ofMillis(delay.getDelay().evaluate(exchange, Long.class)));
      };
    }
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, org.apache.camel.AsyncCallback callback) {
        runs.count(place);
        return super.process(exchange, callback);
      }
    };
  }
}
