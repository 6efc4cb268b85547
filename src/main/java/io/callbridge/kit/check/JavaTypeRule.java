package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.util.ClassUtils;

/** Every Java class that is named exists: exceptions that are caught, records that are read. */
final class JavaTypeRule implements RouteRule {

  private static final Set<String> NAMING = Set.of("exception", "exceptionType", "unmarshalType");

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    file.fields()
        .filter(field -> NAMING.contains(field.key()))
        .forEach(field -> check(field.value(), field.line(), broken));
    return broken;
  }

  private static void check(JsonNode value, int line, List<Finding> broken) {
    if (value.isArray()) {
      value.forEach(element -> check(element, line, broken));
    } else if (!ClassUtils.isPresent(value.asText().replace("[]", ""), null)) {
      broken.add(new Finding(line, "there is no class " + value.asText()));
    }
  }

  @Override
  public String toString() {
    return "names classes that exist";
  }
}
