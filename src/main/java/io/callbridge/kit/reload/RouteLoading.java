package io.callbridge.kit.reload;

import io.callbridge.kit.check.RouteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Takes routes out of those that run, and puts others in. */
final class RouteLoading {

  private final ModelCamelContext context;
  private final List<RequestMappingHandlerMapping> mappings;
  private final Path folder;

  RouteLoading(CamelContext context, List<RequestMappingHandlerMapping> mappings, Path folder) {
    this.context = (ModelCamelContext) context;
    this.mappings = mappings;
    this.folder = folder;
  }

  /** Stops and forgets what these files hold. */
  void unload(List<RouteFile> files) throws Exception {
    for (RouteFile file : files) {
      for (RouteDefinition route : routesOf(file)) {
        context.removeRouteDefinition(route);
      }
      if (!file.all("rest").isEmpty()) {
        context.getRestDefinitions().removeIf(rest -> file.name().equals(rest.getId()));
      }
      for (var situation : file.all("routeConfiguration")) {
        RouteConfigurationDefinition known =
            context.getRouteConfigurationDefinition(situation.path("id").asText());
        if (known != null) {
          context.removeRouteConfiguration(known);
        }
      }
    }
    forgetMappings();
  }

  private List<RouteDefinition> routesOf(RouteFile file) {
    Set<String> ids = SwapPlan.idsOf(List.of(file));
    return context.getRouteDefinitions().stream()
        .filter(route -> ids.contains(route.getRouteId()))
        .toList();
  }

  /**
   * Reads these files, which takes longer than to start what they hold. Routes are not built yet:
   * they would be bound to the configurations of now.
   */
  Collection<RoutesBuilder> prepare(List<RouteFile> files) throws Exception {
    List<RoutesBuilder> prepared = new ArrayList<>(find(files, true));
    for (RoutesBuilder builder : prepared) {
      if (builder instanceof RouteBuilder situations) {
        situations.configureRoutes(context);
      }
    }
    prepared.addAll(find(files, false));
    return prepared;
  }

  private Collection<RoutesBuilder> find(List<RouteFile> files, boolean situations)
      throws Exception {
    List<Resource> resources =
        files.stream()
            .filter(file -> situations != file.all("routeConfiguration").isEmpty())
            .map(
                file ->
                    ResourceHelper.fromBytes(
                        "file:" + folder.resolve(file.toString()),
                        file.text().getBytes(StandardCharsets.UTF_8)))
            .toList();
    return PluginHelper.getRoutesLoader(context).findRoutesBuilders(resources);
  }

  /** Starts what has been prepared of these files. */
  void load(List<RouteFile> files, Collection<RoutesBuilder> prepared) throws Exception {
    for (RoutesBuilder builder : prepared) {
      if (builder instanceof RouteConfigurationsBuilder situations) {
        situations.addRouteConfigurationsToCamelContext(context);
      }
    }
    for (RoutesBuilder builder : prepared) {
      builder.addRoutesToCamelContext(context);
    }
    for (String id : SwapPlan.idsOf(files)) {
      ServiceStatus status = context.getRouteController().getRouteStatus(id);
      if (context.getRouteDefinition(id) != null && status != ServiceStatus.Started) {
        throw new IllegalStateException("%s is %s".formatted(id, status));
      }
    }
  }

  /** Camel leaves the addresses of a stopped route with Spring, which would go on asking it. */
  private void forgetMappings() {
    for (RequestMappingHandlerMapping mapping : mappings) {
      List<RequestMappingInfo> dead =
          mapping.getHandlerMethods().entrySet().stream()
              .filter(entry -> isDead(entry.getValue().getBean()))
              .map(Map.Entry::getKey)
              .toList();
      dead.forEach(mapping::unregisterMapping);
    }
  }

  private static boolean isDead(Object handler) {
    return handler instanceof Consumer consumer && !ServingRoutes.isStarted(consumer);
  }
}
