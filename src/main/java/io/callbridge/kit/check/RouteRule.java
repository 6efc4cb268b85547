package io.callbridge.kit.check;

import java.util.List;

/** A house rule for a file under {@code routes/}; its {@code toString} says what files must do. */
public interface RouteRule {

  /** All rules. */
  static List<RouteRule> all(BeanCatalogue beans, Placeholders placeholders) {
    return List.of(
        new CamelSchemaRule(),
        new TopLevelRule(),
        new NamesRule(),
        new ErrorHandlerRule(),
        new ExpressionRule(),
        new DirectRule(),
        new EndpointRule(),
        new PlaceholderRule(placeholders),
        new BeanRule(beans),
        new JavaTypeRule(),
        new IdRule(),
        new CommentRule(),
        new CrmRequestRule(),
        new RedeliveryRule());
  }

  /** What breaks the rule in a file; empty if nothing does. */
  List<Finding> broken(RouteFile file, RouteFiles all);

  /** Whether a change of another file can break it for this one. */
  default boolean looksAtOtherFiles() {
    return false;
  }
}
