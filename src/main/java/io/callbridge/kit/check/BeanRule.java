package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Every bean that is named exists, and so does the method that is to be called. */
final class BeanRule implements RouteRule {

  /** A setting that a bean supplies: <code>{{bean:name.method}}</code>. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{bean:(\\w+)(?:\\.|\\?method=)(\\w+)}}");

  private final BeanCatalogue beans;

  BeanRule(BeanCatalogue beans) {
    this.beans = beans;
  }

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    file.fields().forEach(field -> check(file, field, broken));
    return broken;
  }

  private void check(RouteFile file, RouteFile.Field field, List<Finding> broken) {
    JsonNode value = field.value();
    boolean isCall = field.key().equals("bean") || field.key().equals("method");
    if (isCall && value.isObject()) {
      checkCall(file, field, broken);
    } else if (field.key().equals("executorService")) {
      checkName(value.asText(), field, broken);
    } else if (value.isTextual() && value.asText().startsWith("#")) {
      checkName(value.asText().substring(1), field, broken);
    } else if (value.isTextual()) {
      PLACEHOLDER
          .matcher(value.asText())
          .results()
          .flatMap(call -> beans.whyNot(call.group(1), call.group(2)).stream())
          .forEach(words -> broken.add(new Finding(field.line(), words)));
    }
  }

  private void checkCall(RouteFile file, RouteFile.Field field, List<Finding> broken) {
    JsonNode call = field.value();
    String bean = call.path("ref").asText();
    String method = call.path("method").asText();
    if (bean.isEmpty() || method.isEmpty()) {
      broken.add(new Finding(field.line(), "a bean is called by ref and method: " + call));
    } else {
      beans
          .whyNot(bean, method)
          .ifPresent(
              words ->
                  broken.add(
                      new Finding(
                          file.yaml().line(call, beans.has(bean) ? "method" : "ref"), words)));
    }
  }

  private void checkName(String bean, RouteFile.Field field, List<Finding> broken) {
    if (!beans.has(bean)) {
      broken.add(new Finding(field.line(), "there is no bean '%s'".formatted(bean)));
    }
  }

  @Override
  public String toString() {
    return "calls beans that exist";
  }
}
