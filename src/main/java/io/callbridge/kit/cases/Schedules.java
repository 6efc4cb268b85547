package io.callbridge.kit.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;

/**
 * Stands in for Camel's {@code scheduler}, {@code timer} and {@code master}: a route that follows a
 * schedule has its turn when the time of the case has come, not by the machine's clock.
 */
final class Schedules {

  private final List<Turns> routes = new CopyOnWriteArrayList<>();

  /** A component that a Camel context has for one of these schemes. */
  DefaultComponent component() {
    return new Scheduling();
  }

  /**
   * Gives every route that is due its turn, in the order of their names.
   *
   * @param afterEach waits for what a turn began
   */
  void play(Instant now, Runnable afterEach) {
    routes.stream()
        .sorted(Comparator.comparing(Turns::getRouteId))
        .forEach(
            route -> {
              route.play(now);
              afterEach.run();
            });
  }

  private final class Scheduling extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
      Object period = parameters.getOrDefault("delay", parameters.getOrDefault("period", "1000"));
      parameters.clear();
      return new Schedule(
          uri, this, Duration.ofMillis(TimeUtils.toMilliSeconds(period.toString())));
    }
  }

  private final class Schedule extends DefaultEndpoint {

    private final Duration period;

    Schedule(String uri, DefaultComponent component, Duration period) {
      super(uri, component);
      this.period = period;
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("nobody sends to a schedule");
    }

    @Override
    public Consumer createConsumer(Processor route) {
      var turns = new Turns(this, route);
      routes.add(turns);
      return turns;
    }

    @Override
    public boolean isLenientProperties() {
      return true;
    }
  }

  /** The turns of one route. */
  private static final class Turns extends DefaultConsumer {

    private final Duration period;
    private Instant next = Instant.MIN;

    Turns(Schedule schedule, Processor route) {
      super(schedule, route);
      this.period = schedule.period;
    }

    void play(Instant now) {
      if (isStarted() && !now.isBefore(next)) {
        next = now.plus(period);
        turn();
      }
    }

    private void turn() {
      Exchange exchange = createExchange(false);
      try {
        createUoW(exchange);
        getProcessor().process(exchange);
      } catch (Exception failed) {
        exchange.setException(failed);
      } finally {
        doneUoW(exchange);
        releaseExchange(exchange, false);
      }
    }
  }
}
