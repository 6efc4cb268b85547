package io.callbridge.kit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Without an application that sets logging up, every library would say everything. */
public final class Quiet {

  private Quiet() {}

  public static void please() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
  }
}
