package io.callbridge.kit.reload;

import io.callbridge.kit.check.RouteFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.core.env.Environment;

/**
 * Loads routes where nothing reaches them: in a Camel context of their own, with the beans and
 * settings of the application, in which no route starts.
 */
final class LoadedAside {

  /** What would begin by itself, or listen. */
  private static final List<String> SILENT =
      List.of("master", "scheduler", "timer", "platform-http", "rest");

  private final CamelContext running;
  private final Environment settings;

  LoadedAside(CamelContext running, Environment settings) {
    this.running = running;
    this.settings = settings;
  }

  /** Why these files can't be loaded; empty if they can. */
  Optional<String> whyNot(List<RouteFile> files) {
    try (var aside = new DefaultCamelContext(new Beans(running))) {
      aside.disableJMX();
      aside.setAutoStartup(false);
      aside.getCamelContextExtension().setName("aside");
      SILENT.forEach(scheme -> aside.addComponent(scheme, new Silent()));
      aside.getPropertiesComponent().addPropertiesSource(new Settings(settings));
      aside.start();
      PluginHelper.getRoutesLoader(aside).loadRoutes(resources(files));
      return Optional.empty();
    } catch (Exception failed) {
      return Optional.of("can't be loaded: " + Swap.words(failed));
    }
  }

  private static List<Resource> resources(List<RouteFile> files) {
    return files.stream()
        .map(
            file ->
                ResourceHelper.fromBytes(
                    "file:" + file, file.text().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The application's own beans: those of Camel belong to the context that runs. */
  private record Beans(CamelContext running) implements BeanRepository {

    private static boolean isOurs(Object bean) {
      return bean != null && !bean.getClass().getName().startsWith("org.apache.camel.");
    }

    @Override
    public Object lookupByName(String name) {
      Object bean = running.getRegistry().lookupByName(name);
      return isOurs(bean) ? bean : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
      T bean = running.getRegistry().lookupByNameAndType(name, type);
      return isOurs(bean) ? bean : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
      return isOfCamel(type)
          ? Map.of()
          : running.getRegistry().findByTypeWithName(type).entrySet().stream()
              .filter(entry -> isOurs(entry.getValue()))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
      return isOfCamel(type)
          ? Set.of()
          : running.getRegistry().findByType(type).stream()
              .filter(Beans::isOurs)
              .collect(Collectors.toSet());
    }

    private static boolean isOfCamel(Class<?> type) {
      return type.getName().startsWith("org.apache.camel.");
    }
  }

  /** The application's settings. */
  private record Settings(Environment environment) implements PropertiesSource {

    @Override
    public String getName() {
      return "settings";
    }

    @Override
    public String getProperty(String name) {
      return environment.getProperty(name);
    }
  }

  /** Takes any address and never says anything. */
  private static final class Silent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> options) {
      options.clear();
      return new SilentEndpoint(uri, this);
    }
  }

  private static final class SilentEndpoint extends DefaultEndpoint {

    SilentEndpoint(String uri, Silent component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("nothing is sent to " + getEndpointUri());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }
  }
}
