package io.callbridge.ops;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code callbridge.users}: who besides the admin may log in.
 *
 * @param users by name; null if there are none
 */
@ConfigurationProperties("callbridge")
record UserSettings(Map<String, Login> users) {

  UserSettings {
    users = users == null ? Map.of() : Map.copyOf(users);
    users.forEach(
        (name, login) -> {
          if (login.password() == null || login.password().isBlank()) {
            throw new WrongSettingException(
                "The user %s has no password: set callbridge.users.%s.password."
                    .formatted(name, name));
          }
          if (login.role() == null) {
            throw new WrongSettingException(
                "The user %s has no role: set callbridge.users.%s.role to viewer, operator, engineer or admin."
                    .formatted(name, name));
          }
        });
  }

  /**
   * @param password plain, or with the prefix of a hash such as <code>{bcrypt}</code>
   */
  record Login(String password, Role role) {

    @Override
    public String toString() {
      return "Login[role=" + role + "]";
    }
  }
}
