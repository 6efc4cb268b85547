package io.callbridge.kit.cases;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;

/** What is different for routes in a case: who is at the other end, and that nobody waits. */
final class CaseRoutes implements CamelContextConfiguration {

  private final FarEnds farEnds;
  private final SideWork sideWork;
  private final PlayedSteps steps;

  CaseRoutes(FarEnds farEnds, SideWork sideWork, PlayedSteps steps) {
    this.farEnds = farEnds;
    this.sideWork = sideWork;
    this.steps = steps;
  }

  @Override
  public void beforeApplicationStart(CamelContext context) {
    context.getCamelContextExtension().addInterceptStrategy(steps);
    context.getExecutorServiceManager().setThreadPoolFactory(sideWork.pools());
    context.getComponent("http", HttpComponent.class).setHttpClientConfigurer(this::redirect);
    context.getComponent("https", HttpComponent.class).setHttpClientConfigurer(this::redirect);
    ((ModelCamelContext) context)
        .getRouteConfigurationDefinitions().stream()
            .flatMap(situation -> situation.getOnExceptions().stream())
            .map(onException -> onException.getRedeliveryPolicyType())
            .filter(policy -> policy != null)
            .forEach(CaseRoutes::dontWait);
  }

  private static void dontWait(RedeliveryPolicyDefinition policy) {
    policy.setRedeliveryDelay("0");
    policy.setUseCollisionAvoidance("false");
    policy.setUseExponentialBackOff("false");
  }

  /** A host that ends with {@code .unreachable} can't be connected. */
  private void redirect(HttpClientBuilder client) {
    var here = new HttpHost("http", "127.0.0.1", farEnds.port());
    var nowhere = new HttpHost("http", "127.0.0.1", 1);
    client.setRoutePlanner(
        (target, request) ->
            new HttpRoute(target.getHostName().endsWith(".unreachable") ? nowhere : here));
    client.addRequestInterceptorFirst(
        (request, body, exchange) -> request.setHeader(FarEnds.MEANT_FOR, meantFor(request)));
  }

  private static String meantFor(HttpRequest request) {
    return request.getScheme() + "://" + request.getAuthority();
  }

  @Override
  public void afterApplicationStart(CamelContext context) {}
}
