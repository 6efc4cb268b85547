package io.callbridge.kit.reload;

import io.callbridge.Bridge;
import io.callbridge.Callbridge;
import io.callbridge.FullApplication;
import io.callbridge.TestAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application with a copy of the routes, which it takes in when they change. The accounts
 * are those of {@link TestAccounts}. Tests leave the routes as they were.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "camel.main.jmx-management-name-pattern=reloaded",
      "callbridge.admin.user=admin",
      "callbridge.admin.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.oscar.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.oscar.role=operator",
      "callbridge.users.enid.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.enid.role=engineer",
      "callbridge.routes.reload=safe",
      "server.tomcat.keep-alive-timeout=10m",
      "callbridge.routes.look-every=200ms",
      "callbridge.routes.give-up-after=30s",
    })
@ContextConfiguration(initializers = {TestAccounts.class, ReloadedApplication.Routes.class})
@Import({Bridge.class, EditedRoutes.class})
@interface ReloadedApplication {

  /** A copy of the routes. */
  class Routes implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        Path copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "routes");
        RouteTexts.write(copy, RouteTexts.read(Path.of("routes")).byPath());
        context
            .getEnvironment()
            .getPropertySources()
            .addFirst(
                new MapPropertySource(
                    "routes", Map.of("callbridge.routes.folder", copy.toString())));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
