package io.callbridge.console;

import org.junit.jupiter.api.Nested;

/** The pages in a real browser. One class, so that there is one application and one browser. */
@ConsoleApplication
class ConsoleTest {

  @Nested
  class Shows extends ConsolePages {}

  @Nested
  class Decides extends ConsoleDecisions {}

  @Nested
  class KeepsWhatItCantRead extends ConsoleQuarantine {}

  @Nested
  class IsForEverybody extends ConsoleAccess {}

  @Nested
  class LeadsToTheRoutes extends ConsoleRoutes {}
}
