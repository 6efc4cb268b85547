package io.callbridge.recording;

import java.util.Set;

/**
 * The configured recorders.
 *
 * @param names what a provider account's {@code recorder} may be
 */
public record RecorderAccounts(Set<String> names) {

  public RecorderAccounts {
    names = Set.copyOf(names);
  }
}
