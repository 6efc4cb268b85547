package io.callbridge.routes;

import java.util.List;

/** A house rule for a file under {@code routes/}. */
public interface RouteRule {

  /** All rules. */
  List<RouteRule> ALL =
      List.of(
          new CamelSchemaRule(),
          new TopLevelRule(),
          new NamesRule(),
          new ErrorHandlerRule(),
          new ExpressionRule(),
          new DirectRule(),
          new BeanRule(BeanCatalogue.ofMain()),
          new JavaTypeRule(),
          new IdRule(),
          new CommentRule(),
          new CrmRequestRule());

  /** What breaks the rule in a file, in words for its author; empty if nothing does. */
  List<String> broken(RouteFile file, RouteFiles all);
}
