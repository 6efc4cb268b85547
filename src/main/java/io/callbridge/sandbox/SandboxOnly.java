package io.callbridge.sandbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Profile;

/**
 * Exists in the profiles {@code sandbox} and {@code simulator} only.
 *
 * <p>Every configuration and controller of a simulator carries it, because the application scans
 * this package too and must find nothing in production.
 */
@Documented
@Profile({"sandbox", "simulator"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SandboxOnly {}
