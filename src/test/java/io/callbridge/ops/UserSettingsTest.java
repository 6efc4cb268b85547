package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.ops.UserSettings.Login;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserSettingsTest {

  @Test
  void saysWhichUserHasNoPassword() {
    assertThatThrownBy(() -> new UserSettings(Map.of("vera", new Login(" ", Role.VIEWER))))
        .isInstanceOf(WrongSettingException.class)
        .hasMessage("The user vera has no password: set callbridge.users.vera.password.");
  }

  @Test
  void saysWhichUserHasNoRole() {
    assertThatThrownBy(() -> new UserSettings(Map.of("vera", new Login("x", null))))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("The user vera has no role: set callbridge.users.vera.role to");
  }

  @Test
  void showsNoPassword() {
    assertThat(new UserSettings(Map.of("vera", new Login("secret", Role.VIEWER))).toString())
        .contains("VIEWER")
        .doesNotContain("secret");
  }
}
