package io.callbridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application as in production, over real HTTP and with a real store in a directory of
 * its own. LeadSquared is {@link PlayedCrm}; the accounts are those of {@link TestAccounts}. {@code
 * ./config} is not read, so no owner's setting can leak in.
 *
 * <p>All tests with this annotation share one application, because a start takes seconds. So each
 * test makes calls with ids of its own, and looks at nothing else.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "spring.jmx.enabled=true",
      "callbridge.admin.user=admin",
      "callbridge.admin.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.vera.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.vera.role=viewer",
      "callbridge.users.oscar.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.oscar.role=operator",
      "callbridge.users.enid.password={noop}" + FullApplication.PASSWORD,
      "callbridge.users.enid.role=engineer",
      "callbridge.store.busy-timeout=200ms",
      "callbridge.leadsquared.response-timeout=4s",
      "callbridge.steer.response-timeout=4s",
      "callbridge.steer.retry-after=20ms",
      "callbridge.limits.body-time=1s",
    })
@ContextConfiguration(initializers = TestAccounts.class)
@Import({Bridge.class, RecordedSpans.class})
@AutoConfigureObservability
public @interface FullApplication {

  String PASSWORD = "pa55word-of-the-admin";
}
