package io.callbridge.routes;

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
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> broken = new ArrayList<>();
    file.fields().forEach(field -> check(field, broken));
    return broken;
  }

  private void check(RouteFile.Field field, List<String> broken) {
    JsonNode value = field.value();
    boolean isCall = field.key().equals("bean") || field.key().equals("method");
    if (isCall && value.isObject()) {
      checkCall(value, broken);
    } else if (field.key().equals("executorService")) {
      checkName(value.asText(), broken);
    } else if (value.isTextual() && value.asText().startsWith("#")) {
      checkName(value.asText().substring(1), broken);
    } else if (value.isTextual()) {
      PLACEHOLDER
          .matcher(value.asText())
          .results()
          .forEach(call -> beans.whyNot(call.group(1), call.group(2)).ifPresent(broken::add));
    }
  }

  private void checkCall(JsonNode call, List<String> broken) {
    String bean = call.path("ref").asText();
    String method = call.path("method").asText();
    if (bean.isEmpty() || method.isEmpty()) {
      broken.add("a bean is called by ref and method: " + call);
    } else {
      beans.whyNot(bean, method).ifPresent(broken::add);
    }
  }

  private void checkName(String bean, List<String> broken) {
    if (!beans.has(bean)) {
      broken.add("there is no bean '%s'".formatted(bean));
    }
  }

  @Override
  public String toString() {
    return "calls beans that exist";
  }
}
