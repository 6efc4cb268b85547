package io.callbridge.day;

import io.callbridge.call.CallEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a provider says of its calls, and what follows for the CRM; written from the contracts. */
public interface Line {

  /** All that would be sent. */
  List<Webhook> webhooks(TrueCall call);

  CallEvent toCallEvent(Webhook webhook);

  /**
   * What the CRM must receive, as far as some sources of the call show it.
   *
   * @param sources webhooks and rows that have been received
   * @return empty while they don't show that it ended
   */
  Optional<Expected> expected(TrueCall call, Set<String> sources);
}
