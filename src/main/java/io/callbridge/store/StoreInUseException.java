package io.callbridge.store;

import java.nio.file.Path;

/** The database is open already, and SQLite is for one process. */
public class StoreInUseException extends RuntimeException {

  StoreInUseException(Path file) {
    super("The store %s is in use by another Callbridge".formatted(file));
  }
}
