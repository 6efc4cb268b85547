package io.callbridge.ops;

import io.callbridge.task.Limit;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What keeps strangers from wearing the bridge out, under {@code callbridge.limits}.
 *
 * @param webhooks webhooks and clicks of one address
 * @param failedLogins of one user from one address
 * @param bodyTime how long the body of a request may take to come
 */
@Validated
@ConfigurationProperties("callbridge.limits")
record LimitSettings(
    @DefaultValue("5000/1s") @NotNull Limit webhooks,
    @DefaultValue("10/1m") @NotNull Limit failedLogins,
    @DefaultValue("10s") @NotNull Duration bodyTime) {}
