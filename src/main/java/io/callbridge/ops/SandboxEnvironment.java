package io.callbridge.ops;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;

/**
 * Keeps the profiles {@code sandbox} and {@code simulator} on this machine. They read nothing of
 * the owner's {@code ./config}, whose accounts are real and whose store must not be thrown away,
 * and they don't start with a far end that isn't loopback.
 */
class SandboxEnvironment implements EnvironmentPostProcessor, Ordered {

  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("callbridge");

  /** Nothing connects to a recording's address; it is a text for the CRM. */
  private static final String RECORDING_URL = "recordingurl";

  private static final Pattern HTTP = Pattern.compile("(?i)\\s*https?:.*");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** Right after the configuration files have been read. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.acceptsProfiles(Profiles.of("sandbox", "simulator"))) {
      forgetFiles(environment);
      refuseFarEnds(environment);
    }
  }

  private static void forgetFiles(ConfigurableEnvironment environment) {
    List<String> files =
        environment.getPropertySources().stream()
            .map(PropertySource::getName)
            .filter(name -> name.startsWith("Config ") && !name.contains("'class path resource ["))
            .toList();
    files.forEach(environment.getPropertySources()::remove);
  }

  private static void refuseFarEnds(ConfigurableEnvironment environment) {
    Binder binder = Binder.get(environment);
    StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
        .filter(OURS::isAncestorOf)
        .distinct()
        .forEach(
            name -> refuseFarEnd(name, binder.bind(name, Bindable.of(String.class)).orElse("")));
  }

  private static void refuseFarEnd(ConfigurationPropertyName name, String value) {
    if (!HTTP.matcher(value).matches() || isOfARecording(name)) {
      return;
    }
    if (host(value).filter(host -> LOOPBACK.matcher(host).matches()).isEmpty()) {
      throw new WrongSettingException(
          "The sandbox talks to this machine only: %s must be such as http://127.0.0.1:8090."
              .formatted(name));
    }
  }

  private static boolean isOfARecording(ConfigurationPropertyName name) {
    return name.getLastElement(ConfigurationPropertyName.Form.UNIFORM).equals(RECORDING_URL);
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(new URI(url.strip()).getHost())
          .map(host -> host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }
}
