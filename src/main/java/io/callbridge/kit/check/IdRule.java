package io.callbridge.kit.check;

import java.util.List;

/** No id stands twice, over all files: Camel would not start. */
final class IdRule implements RouteRule {

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    return RouteFiles.idsIn(file)
        .filter(id -> all.count(id.value()) > 1)
        .map(id -> new Finding(id.line(), "id '%s' stands twice".formatted(id.value())))
        .toList();
  }

  @Override
  public boolean looksAtOtherFiles() {
    return true;
  }

  @Override
  public String toString() {
    return "has ids of its own";
  }
}
