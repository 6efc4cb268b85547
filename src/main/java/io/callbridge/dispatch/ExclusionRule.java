package io.callbridge.dispatch;

import io.callbridge.call.Call;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A rule of the owner's that keeps calls out of the CRM: each list names numbers, with a {@code *}
 * at the end for all that begin so. Signs other than digits don't count.
 *
 * @param leads numbers of the outside party
 * @param agents numbers or extensions of our party
 * @param displays business numbers
 */
record ExclusionRule(
    @DefaultValue List<String> leads,
    @DefaultValue List<String> agents,
    @DefaultValue List<String> displays) {

  boolean matches(Call call) {
    return isIn(leads, call.leadNumber())
        || isIn(agents, call.agentNumber())
        || isIn(displays, call.displayNumber());
  }

  private static boolean isIn(List<String> numbers, String number) {
    return number != null
        && numbers.stream().anyMatch(listed -> isMatch(listed.strip(), digits(number)));
  }

  private static boolean isMatch(String listed, String number) {
    String digits = digits(listed);
    return listed.endsWith("*") ? number.startsWith(digits) : number.equals(digits);
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }
}
