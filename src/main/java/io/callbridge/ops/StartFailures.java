package io.callbridge.ops;

import io.callbridge.store.StoreInUseException;
import io.callbridge.store.StoreSettingException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;

/** Turns a failed start into one sentence instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class StartFailures implements FailureAnalyzer {

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WrongSettingException || cause instanceof StoreSettingException) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
      }
      if (cause instanceof BindValidationException invalid) {
        return new FailureAnalysis(sentences(invalid), null, cause);
      }
      if (cause instanceof BindException bind && isLast(bind)) {
        return new FailureAnalysis(sentence(bind), null, cause);
      }
      if (cause instanceof StoreInUseException) {
        return new FailureAnalysis(
            cause.getMessage(),
            "Stop the other one, or give this one its own callbridge.store.file.",
            cause);
      }
    }
    return null;
  }

  /** Whether no better explanation is behind it. */
  private static boolean isLast(BindException bind) {
    for (Throwable cause = bind.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || cause instanceof BindValidationException
          || cause instanceof WrongSettingException
          || cause instanceof StoreSettingException) {
        return false;
      }
    }
    return true;
  }

  private static String sentence(BindException bind) {
    Throwable root = bind;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String value =
        bind.getProperty() == null ? "" : ": it is '%s'".formatted(bind.getProperty().getValue());
    return "%s can't be used%s (%s).".formatted(bind.getName(), value, root.getMessage());
  }

  private static String sentences(BindValidationException invalid) {
    return invalid.getValidationErrors().getAllErrors().stream()
        .map(
            error ->
                error instanceof FieldError field
                    ? "%s.%s %s."
                        .formatted(
                            invalid.getValidationErrors().getName(),
                            dashed(field.getField()),
                            field.getDefaultMessage())
                    : error.getDefaultMessage())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /**
   * {@code accounts[main].callLogPath} as it stands in a file: {@code accounts.main.call-log-path}.
   */
  private static String dashed(String field) {
    return field
        .replaceAll("\\[([^\\]]+)]", ".$1")
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
