package io.callbridge.ops;

import io.callbridge.store.StoreInUseException;
import io.callbridge.store.StoreSettingException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Turns a failed start into one sentence instead of a stack trace. */
public class StartFailures implements FailureAnalyzer {

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WrongSettingException || cause instanceof StoreSettingException) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
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
}
