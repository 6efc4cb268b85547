package io.callbridge.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A number as people and systems write it: the characters to drop, to translate and to look behind
 * (mapping.md, section 4.1, rules 1 and 2). What the digits mean is decided in {@link PhoneNumber}.
 */
final class WrittenNumber {

  private static final List<String> SCHEMES = List.of("sip:", "sips:", "tel:");

  private static final char MINUS_SIGN = '\u2212';
  private static final char FULLWIDTH_PLUS = '\uFF0B';
  private static final String MIDDLE_DOT_AND_FULLWIDTH_DOT_SLASH = "\u00B7\uFF0E\uFF0F";
  private static final String SEPARATORS = "-./<>" + MIDDLE_DOT_AND_FULLWIDTH_DOT_SLASH;

  private WrittenNumber() {}

  /** The text without blanks and invisible marks at both ends. Never null. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isInvisible(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && isInvisible(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /**
   * The user part of a {@code sip:}, {@code sips:} or {@code tel:} address, percent-decoded; any
   * other text as it is. Empty text if the address names a host and no user.
   */
  static String userPart(String text) {
    String rest = trim(text);
    Optional<String> scheme = scheme(rest);
    while (scheme.isPresent()) {
      // A decoded user part may be an address again; it always gets shorter.
      String address = rest.substring(scheme.get().length());
      rest = scheme.get().startsWith("sip") && isHost(address) ? "" : trim(userOf(address));
      scheme = scheme(rest);
    }
    return rest;
  }

  /** ASCII digits, hyphens and plus for all their Unicode forms, without blanks and marks. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .filter(character -> !isInvisible(character))
        .map(WrittenNumber::toAscii)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /**
   * The digits of a {@link #plain} text, with {@code +} in front if it stands before all of them.
   * Empty if the text has anything in it that belongs to no number, such as a letter.
   */
  static Optional<String> digits(String plain) {
    StringBuilder digits = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char character = plain.charAt(i);
      if (character >= '0' && character <= '9' || character == '+' && digits.isEmpty()) {
        digits.append(character);
      } else if (character != '+' && !isSeparator(character)) {
        return Optional.empty();
      }
    }
    return Optional.of(digits.toString());
  }

  private static Optional<String> scheme(String text) {
    return SCHEMES.stream()
        .filter(scheme -> text.regionMatches(true, 0, scheme, 0, scheme.length()))
        .findFirst();
  }

  /** Without this, the digits of {@code sip:192.0.2.17} would be a phone number. */
  private static boolean isHost(String address) {
    return address.indexOf('@') < 0 && (address.indexOf('.') >= 0 || address.startsWith("["));
  }

  private static String userOf(String address) {
    int end = 0;
    while (end < address.length() && "@;?:".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    return decodePercent(address.substring(0, end));
  }

  /** Unlike {@code URLDecoder}: {@code +} stays, and a stray percent sign is kept. */
  private static String decodePercent(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        bytes[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT;
  }

  private static int toAscii(int character) {
    if (Character.isDigit(character)) {
      return '0' + Character.digit(character, 10);
    }
    if (Character.getType(character) == Character.DASH_PUNCTUATION || character == MINUS_SIGN) {
      return '-';
    }
    return character == FULLWIDTH_PLUS ? '+' : character;
  }

  private static boolean isSeparator(char character) {
    int type = Character.getType(character);
    return SEPARATORS.indexOf(character) >= 0
        || type == Character.START_PUNCTUATION
        || type == Character.END_PUNCTUATION;
  }
}
