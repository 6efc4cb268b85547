package io.callbridge.bandwidth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a call's {@code tag} names the agent, such as {@code agent=<number>}. The value ends at the
 * text behind the placeholder; without one at a semicolon, a comma, an ampersand or the line's end.
 *
 * @param form as configured
 * @param pattern what finds it
 */
record TagForm(String form, Pattern pattern) {

  private static final String PLACEHOLDER = "<number>";
  private static final String SEPARATORS = ";,&\\r\\n";

  /** Reads the setting; Spring calls it. */
  public static TagForm valueOf(String form) {
    int at = form.indexOf(PLACEHOLDER);
    if (at < 0 || at != form.lastIndexOf(PLACEHOLDER)) {
      throw new IllegalArgumentException("a tag form has <number> in it, once: " + form);
    }
    String before = form.substring(0, at);
    String behind = form.substring(at + PLACEHOLDER.length());
    return new TagForm(
        form,
        Pattern.compile(
            (before.isEmpty() ? "^" : "(?<![\\p{L}\\p{N}_])" + Pattern.quote(before))
                + "(?<agent>[^"
                + SEPARATORS
                + "]*?)"
                + (behind.isEmpty() ? "(?=$|[" + SEPARATORS + "])" : Pattern.quote(behind))));
  }

  /**
   * What the tag says in the agent's place.
   *
   * @param tag may be null
   */
  Optional<String> agentIn(String tag) {
    if (tag == null) {
      return Optional.empty();
    }
    Matcher found = pattern.matcher(tag);
    return found.find() ? Optional.of(found.group("agent").strip()) : Optional.empty();
  }

  @Override
  public String toString() {
    return form;
  }
}
