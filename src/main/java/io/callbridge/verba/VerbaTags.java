package io.callbridge.verba;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds tags in XML that no parser takes: an unclosed root, a misspelt closing tag, a missing
 * declaration (contracts/verba.md, section 4.1, rule 2). Knows no entities but the five of XML and
 * character references.
 */
final class VerbaTags {

  private static final int LONGEST_TAG = 4_000;
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\d_.:-]{0,99}");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([\\p{L}_][\\p{L}\\d_.:-]{0,99}+)\\s{0,9}+=\\s{0,9}+(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:amp|lt|gt|quot|apos|#(\\d{1,7})|#x([0-9a-fA-F]{1,6}));");

  private VerbaTags() {}

  static List<VerbaElement> read(String xml) {
    String text = xml.replace("<![CDATA[", "").replace("]]>", "");
    List<VerbaElement> found = new ArrayList<>();
    int start = text.indexOf('<');
    while (start >= 0) {
      int end = text.indexOf('>', start);
      if (end < 0) {
        break;
      }
      int next = text.indexOf('<', start + 1);
      Matcher name = NAME.matcher(text).region(start + 1, end);
      if (name.lookingAt() && end - start < LONGEST_TAG && (next < 0 || next > end)) {
        found.add(
            new VerbaElement(
                localName(name.group()),
                attributes(text.substring(name.end(), end)),
                decode(text.substring(end + 1, next < 0 ? text.length() : next)).strip()));
      }
      start = next;
    }
    return found;
  }

  private static Map<String, String> attributes(String tag) {
    Map<String, String> attributes = new HashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(tag);
    while (attribute.find()) {
      String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
      attributes.put(localName(attribute.group(1)), decode(value));
    }
    return attributes;
  }

  private static String localName(String name) {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /** Text with its references replaced, once. */
  static String decode(String text) {
    return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
  }

  private static String character(MatchResult reference) {
    switch (reference.group()) {
      case "&amp;":
        return "&";
      case "&lt;":
        return "<";
      case "&gt;":
        return ">";
      case "&quot;":
        return "\"";
      case "&apos;":
        return "'";
      default:
        int point =
            reference.group(1) != null
                ? Integer.parseInt(reference.group(1))
                : Integer.parseInt(reference.group(2), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }
  }
}
