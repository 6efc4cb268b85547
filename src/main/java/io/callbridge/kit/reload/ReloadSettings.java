package io.callbridge.kit.reload;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.routes}.
 *
 * @param reload whether changed files are taken in while the bridge runs
 * @param folder of the route files
 * @param config folder of the owner's settings, for cases that use them
 * @param lookEvery time between two looks at the folder; a change is taken once two looks agree
 * @param giveUpAfter how long a change waits for what is under way in the routes that it changes
 */
@Validated
@ConfigurationProperties("callbridge.routes")
record ReloadSettings(
    @DefaultValue("OFF") @NotNull Mode reload,
    @DefaultValue("routes") Path folder,
    @DefaultValue("config") Path config,
    @DefaultValue("1s") Duration lookEvery,
    @DefaultValue("2m") Duration giveUpAfter) {

  /** How a changed file comes into the running bridge. */
  enum Mode {
    /** Not before the next start. */
    OFF,
    /** Checked and tried first. */
    SAFE,
    /** Camel's own reload, at once and unchecked; in the sandbox only. */
    DEV
  }
}
