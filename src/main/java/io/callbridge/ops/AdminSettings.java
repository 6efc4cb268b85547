package io.callbridge.ops;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code callbridge.admin}.
 *
 * @param password plain, or with the prefix of a hash such as <code>{bcrypt}</code>
 */
@ConfigurationProperties("callbridge.admin")
record AdminSettings(@DefaultValue("admin") String user, @DefaultValue("") String password) {

  AdminSettings {
    if (password.isBlank()) {
      throw new WrongSettingException(
          "There is no default password: set the environment variable CALLBRIDGE_ADMIN_PASSWORD.");
    }
  }

  @Override
  public String toString() {
    return "AdminSettings[user=" + user + "]";
  }
}
