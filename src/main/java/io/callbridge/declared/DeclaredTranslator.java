package io.callbridge.declared;

import io.callbridge.call.CallEvent;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.call.UnreadableEventException;
import io.callbridge.call.UnsupportedMediaTypeException;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** A webhook of a declared provider, in Callbridge's words, by the provider's table. */
@Component
class DeclaredTranslator {

  private final Providers providers;
  private final InstantSource clock;

  DeclaredTranslator(Providers providers, InstantSource clock) {
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * @param provider as it is declared
   * @param account one of its accounts
   * @param mediaType may be null
   * @param raw the body's bytes; may be null
   * @throws UnsupportedMediaTypeException if the body is written in something else than the table
   *     says
   * @throws UnreadableEventException if it can't be read, or has no id of a call
   * @throws UnknownAccountException if no such provider or account is configured
   */
  public CallEvent toCallEvent(String provider, String account, String mediaType, byte[] raw) {
    Provider table = providers.provider(provider);
    Body body = table.body().read(mediaType, raw);
    return new Reading(
            provider, account, table, providers.account(provider, account), body, clock.instant())
        .event(raw);
  }
}
