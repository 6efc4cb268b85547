package io.callbridge.console;

import java.util.Set;

/** What a person may decide about call logs that don't go on by themselves. */
enum Decision {
  RETRY(Set.of("REJECTED", "UNCONFIRMED", "UNREADABLE")),
  ABANDON(Set.of("WAITING", "QUEUED", "EXCLUDED", "REJECTED", "UNCONFIRMED"));

  private final Set<String> states;

  Decision(Set<String> states) {
    this.states = states;
  }

  boolean fits(String state) {
    return states.contains(state);
  }
}
