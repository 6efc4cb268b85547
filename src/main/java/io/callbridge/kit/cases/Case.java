package io.callbridge.kit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that says what arrives and what must come out: {@code case.yaml}, {@code expected.yaml},
 * and the bodies.
 *
 * @param name {@code <system>/<case>}
 */
public record Case(String name, Path folder) {

  static final String FILE = "case.yaml";
  private static final String EXPECTED = "expected.yaml";
  private static final Instant USUAL_START = Instant.parse("2026-03-03T10:00:00Z");

  /** The provider, CRM or recorder that it is about. */
  public String system() {
    return name.substring(0, name.indexOf('/'));
  }

  CaseFile read() {
    Path file = folder.resolve(FILE);
    try {
      return Texts.YAML.readValue(file.toFile(), CaseFile.class);
    } catch (JsonProcessingException wrong) {
      throw wrong(file, wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static WrongCaseException wrong(Path file, JsonProcessingException wrong) {
    int line = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
    String words =
        wrong instanceof UnrecognizedPropertyException unknown
            ? "there is no key '%s'; there are %s"
                .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds())
            : wrong.getOriginalMessage();
    return new WrongCaseException("%s:%d: %s".formatted(file, line, words), wrong);
  }

  Instant starts(CaseFile file) {
    try {
      return file.starts() == null ? USUAL_START : Instant.parse(file.starts());
    } catch (DateTimeParseException wrong) {
      throw new WrongCaseException(
          "%s: 'starts' must be a time such as 2026-03-03T10:00:00Z".formatted(folder), wrong);
    }
  }

  boolean hasExpectation() {
    return Files.exists(folder.resolve(EXPECTED));
  }

  /** What must come out; an empty object if nobody has said so yet. */
  JsonNode expected() {
    Path file = folder.resolve(EXPECTED);
    if (!Files.exists(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode expected = Texts.YAML.readTree(file.toFile());
      return expected.isObject() ? expected : JsonNodeFactory.instance.objectNode();
    } catch (JsonProcessingException wrong) {
      throw wrong(file, wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** How far ends answer it: its own answers first, then those for its system, then for all. */
  List<FarEndAnswers> farEnds(CaseFile file) {
    List<FarEndAnswers> all = new ArrayList<>(FarEndAnswers.of(folder, file.farEnds()));
    Path system = folder.getParent();
    all.addAll(FarEndAnswers.of(system, shared(system)));
    all.addAll(FarEndAnswers.of(system.getParent(), shared(system.getParent())));
    return all;
  }

  private static List<CaseFile.FarEnd> shared(Path folder) {
    Path file = folder.resolve("far-ends.yaml");
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Texts.YAML.readValue(file.toFile(), new TypeReference<List<CaseFile.FarEnd>>() {});
    } catch (JsonProcessingException wrong) {
      throw wrong(file, wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void expect(JsonNode outcome) {
    try {
      Texts.YAML.writeValue(folder.resolve(EXPECTED).toFile(), outcome);
    } catch (IOException failed) {
      throw new UncheckedIOException("can't write " + folder.resolve(EXPECTED), failed);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
