package io.callbridge.sandbox;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of all simulators; each has its own below, such as {@code
 * callbridge.sandbox.leadsquared}.
 *
 * @param seed fixes every random choice, so that a run repeats; any number; null: the time of the
 *     start in milliseconds, so that no two starts use the same call ids
 */
@ConfigurationProperties("callbridge.sandbox")
record SandboxSettings(Long seed) {}
