package io.callbridge.routes;

import java.util.Collections;
import java.util.List;

/** No id stands twice, over all files: Camel would not start. */
final class IdRule implements RouteRule {

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> everywhere = all.ids().toList();
    return RouteFiles.idsIn(file)
        .distinct()
        .filter(id -> Collections.frequency(everywhere, id) > 1)
        .map(id -> "id '%s' stands twice".formatted(id))
        .toList();
  }

  @Override
  public String toString() {
    return "has ids of its own";
  }
}
