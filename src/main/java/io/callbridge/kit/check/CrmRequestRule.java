package io.callbridge.kit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Only the folder of the CRM talks to it: no other file asks its beans or names its address, and
 * our own folders send no HTTP request at all. Whoever wants something from the CRM calls a route.
 */
final class CrmRequestRule implements RouteRule {

  private static final String CRM = "leadsquared";
  private static final Set<String> OURS = Set.of("calls", "tasks", "shared");

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    if (file.folder().equals(CRM)) {
      return List.of();
    }
    List<Finding> broken = new ArrayList<>();
    Endpoint.calledBy(file)
        .filter(call -> call.directName().isEmpty())
        .filter(call -> isOfTheCrm(call.uri()) || (OURS.contains(file.folder()) && call.isHttp()))
        .forEach(
            call ->
                broken.add(
                    new Finding(call.uriLine(), "a request outside its folder: " + call.uri())));
    file.fields()
        .filter(field -> field.key().equals("ref"))
        .filter(field -> isOfTheCrm(field.value().asText()))
        .forEach(
            field ->
                broken.add(
                    new Finding(
                        field.line(),
                        "a bean of %s outside its folder: %s"
                            .formatted(CRM, field.value().asText()))));
    return broken;
  }

  private static boolean isOfTheCrm(String text) {
    return text.toLowerCase(Locale.ROOT).contains(CRM);
  }

  @Override
  public String toString() {
    return "leaves requests to the CRM to the folder " + CRM;
  }
}
