package io.callbridge.sandbox.broadbanddynamics;

import static io.callbridge.sandbox.broadbanddynamics.PlayedBroadbandDynamics.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class BroadbandDynamicsSimulatorTest {

  @Test
  void callsThisApplicationInTheSandbox() {
    var sandbox = new MockEnvironment();
    sandbox.setActiveProfiles("sandbox");
    assertThat(url(sandbox)).isEqualTo("http://127.0.0.1:8080");

    sandbox.setProperty("server.port", "9000");
    assertThat(url(sandbox)).isEqualTo("http://127.0.0.1:9000");

    sandbox.setProperty("local.server.port", "43210");
    assertThat(url(sandbox)).isEqualTo("http://127.0.0.1:43210");
  }

  @Test
  void callsPort8080WhenItRunsAlone() {
    var simulator = new MockEnvironment().withProperty("server.port", "8090");
    simulator.setActiveProfiles("simulator");

    assertThat(url(simulator)).isEqualTo("http://127.0.0.1:8080");
  }

  @Test
  void callsWhomItIsTold() {
    var url =
        BroadbandDynamicsSimulator.bridgeUrl(
            settings("bridge-url", "http://127.0.0.1:7000"), new MockEnvironment());

    assertThat(url).hasToString("http://127.0.0.1:7000");
  }

  private static String url(MockEnvironment environment) {
    return BroadbandDynamicsSimulator.bridgeUrl(settings(), environment).toString();
  }
}
