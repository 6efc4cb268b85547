package io.callbridge.kit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;

/** Every component and every option of an endpoint is known to Camel, and has a value it takes. */
final class EndpointRule implements RouteRule {

  private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);

  /**
   * Camel takes these of an address too, although its catalogue has them for the component only.
   */
  private static final Set<String> TIMEOUTS =
      Set.of("connectTimeout", "connectionRequestTimeout", "responseTimeout", "soTimeout");

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    Endpoint.all(file)
        .filter(endpoint -> !scheme(endpoint).isEmpty())
        .forEach(endpoint -> check(endpoint, broken));
    return broken;
  }

  private static void check(Endpoint endpoint, List<Finding> broken) {
    String scheme = scheme(endpoint);
    ComponentModel component = CATALOG.componentModel(scheme);
    if (component == null) {
      broken.add(new Finding(endpoint.uriLine(), "Camel has no component '%s'".formatted(scheme)));
      return;
    }
    Optional<ComponentModel> behind = behind(endpoint);
    endpoint
        .options()
        .forEach(
            (name, value) ->
                why(behind.filter(other -> !has(component, name)).orElse(component), name, value)
                    .map(words -> new Finding(endpoint.optionLine(name), scheme + " " + words))
                    .ifPresent(broken::add));
  }

  /** The component whose endpoint {@code master:} starts for the leader, with all other options. */
  private static Optional<ComponentModel> behind(Endpoint endpoint) {
    String delegate = endpoint.options().getOrDefault("delegateUri", "");
    int end = delegate.indexOf(':');
    return end < 0
        ? Optional.empty()
        : Optional.ofNullable(CATALOG.componentModel(delegate.substring(0, end)));
  }

  private static boolean has(ComponentModel component, String name) {
    return component.getEndpointOptions().stream().anyMatch(known -> isNamed(known, name));
  }

  /** Empty where the address is only known when the route runs. */
  private static String scheme(Endpoint endpoint) {
    String uri = endpoint.uri();
    if (uri.startsWith("{{") || uri.startsWith("${")) {
      return endpoint.options().isEmpty() ? "" : "http";
    }
    int end = uri.indexOf(':');
    return end < 0 ? uri : uri.substring(0, end);
  }

  private static Optional<String> why(ComponentModel component, String name, String value) {
    Optional<EndpointOptionModel> option =
        component.getEndpointOptions().stream().filter(known -> isNamed(known, name)).findFirst();
    if (option.isEmpty() && component.getScheme().equals("http") && TIMEOUTS.contains(name)) {
      return Optional.empty();
    }
    if (option.isEmpty()) {
      return Optional.of("has no option '%s'".formatted(name));
    }
    boolean open = value.contains("{{") || value.contains("${") || value.startsWith("#");
    return open || takes(option.get(), value)
        ? Optional.empty()
        : Optional.of("can't take '%s' as '%s'".formatted(value, name));
  }

  private static boolean isNamed(EndpointOptionModel option, String name) {
    return option.getName().equals(name)
        || (option.isMultiValue()
            && option.getPrefix() != null
            && name.startsWith(option.getPrefix()));
  }

  private static boolean takes(EndpointOptionModel option, String value) {
    if (option.getEnums() != null && !option.getEnums().isEmpty()) {
      return option.getEnums().stream().anyMatch(known -> known.equalsIgnoreCase(value));
    }
    return switch (option.getType()) {
      case "boolean" -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
      case "integer" -> value.matches("-?\\d+");
      case "number" -> value.matches("-?\\d+(\\.\\d+)?");
      case "duration" -> CATALOG.validateTimePattern(value);
      default -> true;
    };
  }

  @Override
  public String toString() {
    return "names endpoints and options that Camel knows";
  }
}
