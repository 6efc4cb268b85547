package io.callbridge.console;

import io.callbridge.ops.Role;
import java.util.Locale;

/**
 * Who looks at a page.
 *
 * @param role null if the login has none of ours
 */
record Me(String name, Role role) {

  public boolean operates() {
    return role != null && role.compareTo(Role.OPERATOR) >= 0;
  }

  public boolean audits() {
    return role != null && role.compareTo(Role.ENGINEER) >= 0;
  }

  public String roleName() {
    return role == null ? "" : role.name().toLowerCase(Locale.ROOT);
  }
}
