package io.callbridge.console;

import io.callbridge.Bridge;
import io.callbridge.Callbridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.util.TestSocketUtils;

/**
 * The sandbox as a person sees it, in a real browser, with users of each role. Nothing is played by
 * itself. Calls of the Broadband Dynamics accounts {@code shop} and {@code desk} go to the CRM
 * accounts {@code main} and {@code refusing}, which {@link PlayedCrm} plays; the rest is simulated.
 *
 * <p>All tests with this annotation share one application, so each has calls of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Chromium.class)
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "camel.main.jmx-management-name-pattern=console",
      "callbridge.admin.password={noop}" + ConsoleApplication.PASSWORD,
      "callbridge.users.vera.password={noop}" + ConsoleApplication.PASSWORD,
      "callbridge.users.vera.role=viewer",
      "callbridge.users.oscar.password={noop}" + ConsoleApplication.PASSWORD,
      "callbridge.users.oscar.role=operator",
      "callbridge.users.enid.password={noop}" + ConsoleApplication.PASSWORD,
      "callbridge.users.enid.role=engineer",
      "callbridge.limits.failed-logins=3/1m",
      "callbridge.sandbox.seed=7",
      "callbridge.sandbox.broadband-dynamics.enabled=false",
      "callbridge.sandbox.bandwidth.enabled=false",
      "callbridge.sandbox.vonage.enabled=false",
      "callbridge.sandbox.bandwidth.shortest-call=1s",
      "callbridge.sandbox.bandwidth.longest-call=2s",
      "callbridge.sandbox.bandwidth.visible-after=100ms",
      "callbridge.sandbox.bandwidth.mischief.lost=0",
      "callbridge.sandbox.bandwidth.mischief.delayed=0",
      "callbridge.sandbox.leadsquared.completion.median=1ms",
      "callbridge.sandbox.leadsquared.completion.p99=1ms",
      "callbridge.leadsquared.accounts.sandbox.settle=300ms",
      "callbridge.leadsquared.accounts.main.call-log-path=/1/api/telephony/logcallcomplete/t0ken",
      "callbridge.leadsquared.accounts.main.api-key=" + PlayedCrm.API_KEY,
      "callbridge.leadsquared.accounts.main.limits=1000/5s,250000/1d",
      "callbridge.leadsquared.accounts.main.settle=300ms",
      "callbridge.leadsquared.accounts.refusing.call-log-path=/1/api/telephony/logcallcomplete/t0ken",
      "callbridge.leadsquared.accounts.refusing.api-key=" + PlayedCrm.API_KEY,
      "callbridge.leadsquared.accounts.refusing.settle=300ms",
      "callbridge.broadband-dynamics.accounts.shop.crm=main",
      "callbridge.broadband-dynamics.accounts.shop.agent-number=12025550155",
      "callbridge.broadband-dynamics.accounts.shop.display-number=12025550199",
      "callbridge.broadband-dynamics.accounts.desk.crm=refusing",
      "callbridge.broadband-dynamics.accounts.desk.agent-number=12025550155",
    })
@ActiveProfiles("sandbox")
@ContextConfiguration(initializers = ConsoleApplication.Places.class)
@Import(Bridge.class)
@AutoConfigureObservability
@interface ConsoleApplication {

  String PASSWORD = FullApplication.PASSWORD;

  /** What is only known when the tests run. */
  class Places implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> places =
          Map.of(
              "server.port",
              TestSocketUtils.findAvailableTcpPort(),
              "callbridge.store.file",
              newDirectory().resolve("callbridge.db").toString(),
              "callbridge.leadsquared.accounts.main.url",
              PlayedCrm.url("console"),
              "callbridge.leadsquared.accounts.refusing.url",
              PlayedCrm.url("console-refusing"));
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("places", places));
    }

    private static Path newDirectory() {
      try {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "console");
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
