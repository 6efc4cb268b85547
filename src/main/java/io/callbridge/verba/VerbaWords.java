package io.callbridge.verba;

import java.util.regex.Pattern;

/** What the wording of an error tells; its codes tell nothing (contracts/verba.md, section 4.2). */
final class VerbaWords {

  private static final Pattern LOGIN =
      Pattern.compile(
          "\\btokens?\\b|\\bexpired\\b|unauthori[sz]ed|not authori[sz]ed|authenticat|authori[sz]ation"
              + "|\\bpermission|\\bapi ?key\\b|\\bkey\\b|\\blog ?in\\b|\\bpassword\\b|access denied",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SEVERAL =
      Pattern.compile(
          "more than one|several|multiple|ambiguous|too many (calls|records|results|hits)",
          Pattern.CASE_INSENSITIVE);

  private VerbaWords() {}

  /** Who asked is the problem. */
  static boolean isAboutLogin(String message) {
    return LOGIN.matcher(message).find();
  }

  /** More than one recording fits. */
  static boolean isAboutSeveral(String message) {
    return SEVERAL.matcher(message).find();
  }
}
