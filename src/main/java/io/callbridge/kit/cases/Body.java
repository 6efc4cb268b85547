package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A body that a case sends or answers with.
 *
 * @param mediaType that goes with it unless the case says another; null for none
 */
record Body(byte[] bytes, String mediaType) {

  private static final int LONGEST_NAME = 200;

  /**
   * @param folder where its file is, if it is one
   * @param written a file's name, a text, JSON as YAML, or null for none
   * @param filled puts in what the case refers to
   */
  static Body of(Path folder, JsonNode written, UnaryOperator<String> filled) {
    if (written == null || written.isNull()) {
      return new Body(new byte[0], null);
    }
    if (!written.isTextual()) {
      return new Body(utf8(filled.apply(written.toString())), "application/json");
    }
    Optional<Path> file = file(folder, written.asText());
    if (file.isPresent()) {
      return read(file.get());
    }
    String text = filled.apply(written.asText());
    return new Body(utf8(text), mediaTypeOf(text));
  }

  private static Optional<Path> file(Path folder, String text) {
    return text.contains("\n") || text.isBlank() || text.length() > LONGEST_NAME
        ? Optional.empty()
        : Optional.of(folder.resolve(text.strip())).filter(Files::isRegularFile);
  }

  private static Body read(Path file) {
    try {
      return new Body(Files.readAllBytes(file), mediaTypeOf(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String mediaTypeOf(Path file) {
    String name = file.getFileName().toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> "application/json";
      case "xml" -> "application/xml";
      case "form" -> "application/x-www-form-urlencoded";
      case "html" -> "text/html";
      default -> null;
    };
  }

  private static String mediaTypeOf(String text) {
    String start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return "application/json";
    }
    return start.startsWith("<") ? "application/xml" : null;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
