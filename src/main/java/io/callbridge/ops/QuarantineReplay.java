package io.callbridge.ops;

import io.callbridge.call.CallEvent;
import io.callbridge.store.Deeds;
import io.callbridge.store.QuarantinedRequests;
import io.callbridge.store.QuarantinedRequests.Kept;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a route needs to take in a request that is in quarantine. */
@Component
class QuarantineReplay {

  private static final int MOST_AT_ONCE = 100;

  private final QuarantinedRequests requests;
  private final Deeds deeds;
  private final Reasons reasons;

  QuarantineReplay(QuarantinedRequests requests, Deeds deeds, Reasons reasons) {
    this.requests = requests;
    this.deeds = deeds;
    this.reasons = reasons;
  }

  /**
   * What became of a request.
   *
   * @param journaled whether its event is in the journal now, and it is gone from quarantine
   * @param callId of that event; else null
   * @param reason why it stays in quarantine; else null
   */
  record Replayed(long id, boolean journaled, String callId, String reason) {}

  /** The ids of some requests that wait for their replay. */
  public List<Long> asked() {
    return requests.asked(MOST_AT_ONCE);
  }

  /**
   * Takes on a request, for this replay only.
   *
   * @throws ConflictException if somebody else has
   */
  public Kept claim(long id) {
    return requests
        .claim(id)
        .orElseThrow(() -> new ConflictException("It was replayed at this moment already."));
  }

  /** Whose event it is; for the choice of a route. */
  public String provider(Kept request) {
    return WebhookAddress.of(request.path()).provider();
  }

  /** Dated back, as calls whose events state no time happened when their events came. */
  public CallEvent asReceived(CallEvent event, Kept request) {
    return event.asReceived(request.receivedAt());
  }

  /** Its event is in the journal, so it goes. */
  public Replayed taken(Kept request, CallEvent event) {
    requests.remove(request.id());
    note(request, "journaled as an event of " + event.key());
    return new Replayed(request.id(), true, event.key().callId(), null);
  }

  /** It stays, with the new reason. */
  public Replayed refused(Kept request, Throwable failure) {
    String reason = reasons.of(failure);
    requests.refused(request.id(), reason);
    note(request, "refused again: " + reason);
    return new Replayed(request.id(), false, null, reason);
  }

  private void note(Kept request, String outcome) {
    deeds.add(
        request.wish().user(),
        "REPLAY",
        "request %d in quarantine".formatted(request.id()),
        request.wish().why(),
        outcome);
  }
}
