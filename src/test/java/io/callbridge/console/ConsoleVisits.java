package io.callbridge.console;

import com.microsoft.playwright.Browser;
import io.callbridge.Bridge;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What all tests of the console need. */
abstract class ConsoleVisits {

  @Autowired Bridge bridge;

  Browser browser;
  ConsoleCalls calls;

  @BeforeEach
  void begin(Browser shared) {
    browser = shared;
    calls = new ConsoleCalls(bridge);
  }

  Visit visit(String user) {
    return Visit.by(user, browser, bridge.url(""));
  }
}
