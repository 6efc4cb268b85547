package io.callbridge.store;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.store}.
 *
 * @param file the SQLite database
 * @param commitTimeout how long a caller waits for its change to be durable
 * @param busyTimeout how long the writer waits for somebody else's lock on the file
 * @param fresh whether a start throws away what the file held; for the sandbox
 */
@Validated
@ConfigurationProperties("callbridge.store")
record StoreSettings(
    @DefaultValue("data/callbridge.db") @NotNull Path file,
    @DefaultValue("5s") @NotNull Duration commitTimeout,
    @DefaultValue("2s") @NotNull Duration busyTimeout,
    boolean fresh) {}
