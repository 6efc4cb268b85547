package io.callbridge.kit.reload;

import io.callbridge.ops.WrongSettingException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * {@code callbridge.routes.reload: dev} is Camel's own reload, which can leave no route running
 * (CAMEL-25427) and doesn't bind a changed route configuration (CAMEL-25142).
 */
class DevReload implements EnvironmentPostProcessor, Ordered {

  private static final String MODE = "callbridge.routes.reload";

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 2;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!"dev".equalsIgnoreCase(environment.getProperty(MODE))) {
      return;
    }
    if (!environment.acceptsProfiles(Profiles.of("sandbox"))) {
      throw new WrongSettingException(MODE + " can be dev in the sandbox only: use safe.");
    }
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "dev reload",
                Map.of(
                    "camel.main.routes-reload-enabled",
                    "true",
                    "camel.main.routes-reload-directory",
                    environment.getProperty("callbridge.routes.folder", "routes"),
                    "camel.main.routes-reload-directory-recursive",
                    "true",
                    "camel.main.routes-reload-pattern",
                    "**/*.camel.yaml")));
  }
}
