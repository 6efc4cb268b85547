package io.callbridge.dispatch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.calls}.
 *
 * @param closeAfter how long a call without a final event may be silent before it is closed
 * @param mostUnderWay how many requests to CRMs may be under way at the same time; one account gets
 *     at most half of them
 * @param exclude rules that keep calls out of the CRM, by name
 */
@Validated
@ConfigurationProperties("callbridge.calls")
record DispatchSettings(
    @DefaultValue("4h") @NotNull Duration closeAfter,
    @DefaultValue("32") @Min(1) @Max(1024) int mostUnderWay,
    @DefaultValue Map<String, ExclusionRule> exclude) {}
