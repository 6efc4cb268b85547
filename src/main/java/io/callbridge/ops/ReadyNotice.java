package io.callbridge.ops;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.task.CrmAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says when it is ready, and where to look. */
@Component
class ReadyNotice {

  private static final Logger log = LoggerFactory.getLogger(ReadyNotice.class);

  private final Environment environment;
  private final ProviderAccounts providers;
  private final CrmAccounts crms;

  ReadyNotice(Environment environment, ProviderAccounts providers, CrmAccounts crms) {
    this.environment = environment;
    this.providers = providers;
    this.crms = crms;
  }

  @EventListener(ApplicationReadyEvent.class)
  void say() {
    String url = "http://localhost:" + environment.getProperty("local.server.port");
    log.info(
        "Callbridge is ready: {} provider accounts, {} CRM accounts",
        providers.all().size(),
        crms.all().size());
    log.info("  The console:                {}/", url);
    log.info("  What happened to the calls: {}/api/call-logs", url);
    log.info("  Health:                     {}/actuator/health", url);
    if (environment.acceptsProfiles(Profiles.of("sandbox"))) {
      log.info("  Sandbox: user admin, password admin; simulated calls arrive by themselves");
      log.info("  What the simulated CRM got: {}/simulator/leadsquared/activities", url);
      log.info("  What was really called:     {}/simulator/broadband-dynamics/calls", url);
    } else if (crms.all().isEmpty()) {
      log.warn("No CRM account is configured, so nothing is posted; see config/README.md");
    }
  }
}
