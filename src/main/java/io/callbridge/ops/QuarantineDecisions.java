package io.callbridge.ops;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Deeds;
import io.callbridge.store.QuarantinedRequests;
import io.callbridge.store.QuarantinedRequests.Kept;
import io.callbridge.store.QuarantinedRequests.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Answers {@code POST /api/quarantine/{id}/replay} and {@code …/discard}, and the same for all
 * requests that fit a query. A replay that was asked for is made by a route, which {@link
 * QuarantineReplay} serves.
 */
@Component
public class QuarantineDecisions {

  private static final Set<String> OF_ONE = Set.of("why", "force", "account");
  private static final Set<String> OF_MANY = Set.of("why", "force", "account", "dryRun", "count");
  private static final int MOST = 10_000;

  private final QuarantinedRequests requests;
  private final QuarantineQueries queries;
  private final ProviderAccounts accounts;
  private final Deeds deeds;

  QuarantineDecisions(
      QuarantinedRequests requests,
      QuarantineQueries queries,
      ProviderAccounts accounts,
      Deeds deeds) {
    this.requests = requests;
    this.queries = queries;
    this.accounts = accounts;
    this.deeds = deeds;
  }

  /**
   * What a decision about many has come to.
   *
   * @param found how many requests fit
   * @param changed how many were decided; none in a dry run
   * @param left why others were not, each with its id
   */
  public record Outcome(boolean dryRun, long found, int changed, List<Left> left) {}

  public record Left(long id, String why) {}

  private interface Decision {

    /** Throws {@link ConflictException} if it can't be. */
    void make(Kept kept, Asked asked);
  }

  /**
   * Has a request replayed.
   *
   * @param rawQuery {@code why}; {@code account} where the request doesn't say whose it is; {@code
   *     force} where nobody checked its sender
   * @param body the same as JSON; may be empty
   * @throws ConflictException if it can't be
   */
  public long replay(String id, String rawQuery, String body, String user) {
    return decide(id, rawQuery, body, user, this::ask);
  }

  /** Throws a request away; {@code why} is needed. */
  public long discard(String id, String rawQuery, String body, String user) {
    return decide(id, rawQuery, body, user, this::remove);
  }

  /**
   * @param rawQuery the filters of {@code GET /api/quarantine}; what a single one takes; and {@code
   *     dryRun=true}, or {@code count} with what the dry run has found
   * @throws ConflictException if other than {@code count} requests fit
   */
  public Outcome replayAll(String rawQuery, String body, String user) {
    return decideAll(rawQuery, body, user, this::ask);
  }

  public Outcome discardAll(String rawQuery, String body, String user) {
    return decideAll(rawQuery, body, user, this::remove);
  }

  private long decide(String id, String rawQuery, String body, String user, Decision decision) {
    Asked asked = Asked.of(rawQuery, body, OF_ONE, user);
    Kept kept = queries.kept(id);
    asked.reason("why");
    decision.make(kept, asked);
    return kept.id();
  }

  private Outcome decideAll(String rawQuery, String body, String user, Decision decision) {
    var known = new TreeSet<>(QuarantineQueries.FILTERS);
    known.addAll(OF_MANY);
    Asked asked = Asked.of(rawQuery, body, known, user);
    QuarantinedRequests.Query query = QuarantineQueries.toQuery(asked.parameters());
    long found = requests.count(query);
    if (asked.flag("dryRun")) {
      return new Outcome(true, found, 0, List.of());
    }
    asked.reason("why");
    asked.confirm(found, MOST, "requests");
    List<Left> left = new ArrayList<>();
    List<Kept> all = requests.find(query, 0, MOST);
    for (Kept each : all) {
      try {
        decision.make(each, asked);
      } catch (ConflictException whyNot) {
        left.add(new Left(each.id(), whyNot.getMessage()));
      }
    }
    return new Outcome(false, found, all.size() - left.size(), left);
  }

  private void ask(Kept kept, Asked asked) {
    var address = WebhookAddress.of(kept.path());
    if (address.provider() == null) {
      throw new ConflictException("It is no provider's event, so there is nothing to replay.");
    }
    if (!kept.whole()) {
      throw new ConflictException("A part of its body was not kept, so it can't be replayed.");
    }
    if (kept.account() == null && !asked.flag("force")) {
      throw new ConflictException(
          "Nobody checked its sender, so anybody may have sent it. Look at it first, then say"
              + " force=true.");
    }
    String account = account(kept, address, asked);
    if (accounts.find(address.provider(), account).isEmpty()) {
      throw new ConflictException("There is no account of that name: configure it first.");
    }
    if (!requests.ask(kept.id(), new Wish(asked.user(), asked.reason("why"), account))) {
      throw new ConflictException("It is not there any more.");
    }
  }

  private static String account(Kept kept, WebhookAddress address, Asked asked) {
    String named = kept.account() == null ? address.account() : kept.account();
    String wanted = named == null ? asked.parameters().value("account") : named;
    return wanted == null ? "default" : wanted;
  }

  private void remove(Kept kept, Asked asked) {
    if (!requests.remove(kept.id())) {
      throw new ConflictException("It is not there any more.");
    }
    deeds.add(
        asked.user(),
        "DISCARD",
        "request %d in quarantine".formatted(kept.id()),
        asked.reason("why"),
        "thrown away");
  }
}
