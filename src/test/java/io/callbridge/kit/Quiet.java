package io.callbridge.kit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Without an application that sets logging up, every library would say everything. What comes after
 * the tests of the class may speak again.
 */
public final class Quiet implements BeforeAllCallback, AfterAllCallback {

  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private Level before;

  @Override
  public void beforeAll(ExtensionContext context) {
    before = ROOT.getLevel();
    ROOT.setLevel(Level.ERROR);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ROOT.setLevel(before);
  }
}
