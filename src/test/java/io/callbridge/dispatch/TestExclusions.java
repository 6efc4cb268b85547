package io.callbridge.dispatch;

import java.util.Map;

/** The rules of an owner who has none. */
public final class TestExclusions {

  private TestExclusions() {}

  public static Exclusions none() {
    return new Exclusions(Map.of());
  }
}
